import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DEMO_PASSWORD, DEMO_PEOPLE } from "@/db/demo-story";
import type { Outcome } from "./outcome";
import { PASSWORD } from "./stage/cast";

/**
 * What the people of the tests write and are called, and what nobody else may have. Texts, titles, files and searches of
 * theirs are mostly about noodles, so that whoever logs what people write logs noodles.
 */
const CANARIES: [what: string, mark: RegExp][] = [
  ["a text, a title, a file or a search", /nood|\b(menu|wine|film|photo|pasted)\.\w{3}\b/i],
  ["a name", /\b(Ana|Ben|Eve|Cleo|Dora)\b/],
  [
    "a username",
    new RegExp(`\\b(ana|ben|eve|cleo|dora)-[\\da-f]{8}\\b|\\b(${Object.keys(DEMO_PEOPLE).join("|")})\\b`, "i"),
  ],
  ["a password", new RegExp([PASSWORD, DEMO_PASSWORD, "soup on saturdays", "qwerty123456"].join("|"))],
  ["a cookie", /session-token|\beyJ[\w-]{8}/],
  ["a link that works once", /\/(join|reset|set-up)\/[\w-]{20}/],
  ["a token", /(?<![\w-])[\w-]{43}(?![\w-])/],
  ["an address of somebody", /\b127\.0\.0\.1(?!:\d)/],
];

/** What the start says to whoever stands before it, and only there. */
const BANNER = /^ {2}(Parley is ready: |Sign in as |Make the first administrator, |Ctrl-C stops it)/;

/** Each line that a log may not have, after what is in it. */
export function leaksIn(text: string): string[] {
  return text
    .split("\n")
    .filter((line) => !BANNER.test(line))
    .flatMap((line) =>
      CANARIES.filter(([, mark]) => mark.test(line)).map(([what]) => `${what}: ${line.slice(0, 300)}`),
    );
}

/** Searches all that the servers of the tests have said: what counts as one test. */
export function outcomeOfLogs(folder: string): Outcome {
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const texts = files.map((file) => readFileSync(join(folder, file), "utf8"));
  const leaks = texts.flatMap(leaksIn);
  // Where nothing was sent and refused, there was nothing that could leak.
  const isThorough = ["sent", "request", "fault"].every((what) =>
    texts.some((text) => text.includes(`"msg":"${what}"`)),
  );
  if (!isThorough) leaks.push("There is too little in the logs to find anything in them.");
  const failures = leaks.length > 0 ? [["The logs", ...new Set(leaks)].slice(0, 20).join("\n    ")] : [];
  return { passed: failures.length === 0 ? 1 : 0, skipped: 0, failures };
}
