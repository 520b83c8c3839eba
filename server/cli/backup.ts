import { resolve } from "node:path";
import { backUp } from "@/lib/backup/back-up";
import type { Manifest } from "@/lib/backup/manifest";
import { writeWhole } from "@/lib/backup/writing";
import { runCommand } from "../command";
import { interruption } from "../interruption";
import { version } from "../version";

/** `backup FILE`. What it says goes to standard error: the other one may be the backup. */
export function backUpTo([file, ...more]: string[]): (() => void) | undefined {
  if (!file || more.length > 0) return undefined;
  return () =>
    runCommand(async ({ ownerUrl }) => {
      const signal = interruption();
      const given = { ownerUrl, version: version(), signal };
      let manifest: Manifest | undefined;
      try {
        if (file === "-") manifest = await backUp({ ...given, target: process.stdout });
        else {
          await writeWhole(resolve(file), async (target) => {
            manifest = await backUp({ ...given, target });
          });
        }
      } catch (error) {
        throw signal.aborted ? signal.reason : inWords(error, file);
      }
      if (manifest) console.error(told(manifest, file));
    });
}

export function told({ tables, files, missing }: Manifest, file: string): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const kept = `${file}: ${tables.length} tables with ${rows} rows, and ${files.length} files.`;
  if (missing.length === 0) return kept;
  const some = missing.slice(0, 10).join(", ");
  return `${kept}\n${missing.length} files are left out, deleted meanwhile or missing where files lie: ${some}${missing.length > 10 ? " …" : ""}.`;
}

const FULL = ["ENOSPC", "EDQUOT", "EFBIG"];

function inWords(error: unknown, file: string): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (FULL.includes(code)) return new Error(`There is no room left for ${file}. Nothing of it was kept.`);
  if (code === "EPIPE") return new Error("Whoever was to take the backup has gone away before its end.");
  if (code === "unavailable") return new Error("The bucket that has the files is not to be had. Try again later.");
  return error;
}
