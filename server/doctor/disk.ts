import { mkdir, rm, stat, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Environment } from "@/lib/environment";
import { type Finding, ok, reasonOf, warning, wrong } from "./finding";

const MEGABYTE = 1024 * 1024;
const LITTLE = 1024;
const TOO_LITTLE = 100;

export async function checkDisk({ DATA_DIR }: Environment): Promise<Finding[]> {
  try {
    await mkdir(DATA_DIR, { recursive: true });
    const probe = join(DATA_DIR, `.doctor-${process.pid}`);
    await writeFile(probe, "");
    await rm(probe);
    return [
      await checkRoom(DATA_DIR),
      ...(await Promise.all(["secret", "files"].map((name) => checkMode(DATA_DIR, name)))),
    ];
  } catch (error) {
    const fix = "Let Parley's user own that folder, or name another one with DATA_DIR.";
    return [wrong(`Nothing can be written in ${DATA_DIR}: ${reasonOf(error)}.`, fix)];
  }
}

async function checkRoom(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  const free = Math.floor((bavail * bsize) / MEGABYTE);
  const what = `${free} MB are free in ${folder}.`;
  const fix = "Make room: without it no file and no message can be kept.";
  if (free < TOO_LITTLE) return wrong(what, fix);
  return free < LITTLE ? warning(what, fix) : ok(what);
}

/** What others on this machine may read. */
async function checkMode(folder: string, name: string): Promise<Finding> {
  const path = join(folder, name);
  const found = await stat(path).catch(() => undefined);
  if (!found || process.platform === "win32") return ok(`There is no ${path} to be read by others.`);
  if ((found.mode & 0o077) === 0) return ok(`${path} is for its owner only.`);
  return warning(`Others on this machine may look into ${path}.`, `chmod ${found.isDirectory() ? 700 : 600} ${path}`);
}
