import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";

/** What a running PostgreSQL, or one that was killed, has written down about itself in its cluster. */
export type Postmaster = { pid: number; port: number; socketFolder: string };

/** Null before the first start, after a clean stop, and for the moment in which the file is being written. */
export async function readPostmaster(cluster: string): Promise<Postmaster | null> {
  const file = await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => "");
  const [pid, , , port, socketFolder] = file.split("\n");

  return pid && port && socketFolder !== undefined ? { pid: Number(pid), port: Number(port), socketFolder } : null;
}

/**
 * After a reboot, and in a container after every kill, the number may belong to another program, and PostgreSQL would
 * refuse to start as long as that runs. A postmaster's working directory is its cluster.
 */
export async function isAlive({ pid }: Postmaster, cluster: string): Promise<boolean> {
  if (process.platform !== "linux") return isRunning(pid);

  const [home, workplace] = await Promise.all([stat(cluster), stat(`/proc/${pid}/cwd`).catch(() => null)]);
  return workplace?.ino === home.ino && workplace.dev === home.dev;
}

export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
