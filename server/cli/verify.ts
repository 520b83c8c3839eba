import { resolve } from "node:path";
import { checkArchive } from "@/lib/backup/reading";
import { verify } from "@/lib/backup/verify";
import { runCommand } from "../command";
import { told } from "./backup";

/** `verify [FILE]`: a backup, or else what is here. */
export function verifyHere([file, ...more]: string[]): (() => void) | undefined {
  if (more.length > 0) return undefined;
  if (file) return () => void checkFile(file);
  return () =>
    runCommand(async ({ ownerUrl }) => {
      const breaches = await verify(ownerUrl);
      if (breaches.length > 0) throw new Error(breaches.join("\n"));
      console.log("Everything that should be here is here, and holds together.");
    });
}

async function checkFile(file: string): Promise<void> {
  try {
    const { head, manifest } = await checkArchive(resolve(file));
    console.log(`Whole, made at ${head.madeAt} by Parley ${head.parley}. ${told(manifest, file)}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
