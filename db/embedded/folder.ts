import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a folder that is either whole or not there: filled under another name, then renamed. Of two processes at it
 * at the same time one wins and both use the winner's; a crash half-way leaves nothing in the way.
 */
export async function makeFolderOnce(folder: string, fill: (draft: string) => Promise<void>): Promise<void> {
  if (await isFilled(folder)) return;

  await mkdir(dirname(folder), { recursive: true });
  const draft = await mkdtemp(`${folder}-`);
  try {
    await fill(draft);
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!(await isFilled(folder))) throw error;
  }
}

async function isFilled(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(unlessMissing);
  return names.length > 0;
}

function unlessMissing(error: NodeJS.ErrnoException): string[] {
  if (error.code === "ENOENT") return [];
  throw error;
}
