import { withoutContent } from "@/lib/fault";
import { log, logFault } from "@/lib/log";

/**
 * What Next and other packages print goes into the log: of errors what a fault may say, of words those that are nobody's.
 * They know nothing of what is private, and would print whole addresses.
 */
export function takeConsole(): void {
  for (const method of ["log", "info", "debug", "trace"] as const) console[method] = (...words) => say("debug", words);
  console.warn = (...words) => say("warn", words);
  console.error = (...words) => {
    const errors = words.filter((word) => word instanceof Error);
    for (const error of errors) logFault("next", error);
    if (errors.length === 0) say("warn", words);
  };
}

function say(level: "debug" | "warn", words: unknown[]): void {
  const said = words.filter((word) => typeof word === "string").map(withoutContent);
  log[level]("console", { said: said.join(" ").trim() });
}
