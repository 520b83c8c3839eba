import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { readMigrations } from "@/db/migrate";
import { restore } from "@/lib/backup/restore";
import { runCommand } from "../command";
import { interruption } from "../interruption";
import { MIGRATIONS } from "../store";
import { told } from "./backup";

const OPTIONS = { verify: { type: "boolean" }, "replace-everything": { type: "boolean" } } as const;

/** `restore FILE [--verify] [--replace-everything]` */
export function restoreFrom(words: string[]): (() => void) | undefined {
  const [file, values] = parse(words) ?? [];
  if (!file) return undefined;
  return () =>
    runCommand(async (addresses) => {
      const manifest = await restore({
        path: resolve(file),
        addresses,
        migrations: readMigrations(MIGRATIONS),
        isReplacing: values?.["replace-everything"] ?? false,
        isVerified: values?.verify ?? false,
        signal: interruption(),
      });
      console.log(`Restored ${told(manifest, file)}`);
      if (values?.verify) console.log("Everything in it is there, and holds together.");
    });
}

function parse(args: string[]) {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
    return positionals.length === 1 ? ([positionals[0], values] as const) : undefined;
  } catch {
    return undefined;
  }
}
