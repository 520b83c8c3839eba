import { createHash, randomBytes } from "node:crypto";
import { lchown, lstat, mkdir, mkdtemp, readFile, rm, rmdir } from "node:fs/promises";
import { createServer } from "node:net";
import { basename, join } from "node:path";
import type { Account } from "./account";
import type { Postmaster } from "./postmaster";

export const IS_WINDOWS = process.platform === "win32";
const SOCKET_PREFIX = "parley-";

/**
 * postgres.js 3.4 takes the host of a URL for a socket's folder only when there is a comma in it, and then whole, with
 * the port (which it would take from PGPORT if there was none); libpq splits at the comma and takes the first part. So
 * there are two sockets: one in a folder, and one in a folder of this name inside.
 */
const INNER = ",:5432";

/** Where a server shall listen: in options for `postgres`, quoted for the shell that pg_ctl hands them to. */
export type Address = { options: string; socketFolder: string };

export async function openAddress(cluster: string, account: Account | null): Promise<Address> {
  if (IS_WINDOWS) return { options: `-c listen_addresses=127.0.0.1 --port=${await freePort()}`, socketFolder: "" };

  const socketFolder = await openSocketFolder(cluster, account);
  const inner = innerFolder(socketFolder);
  // Never what a link leads to: whoever may write there could have made one to any folder of the machine.
  if (account) await Promise.all([socketFolder, inner].map((path) => lchown(path, account.uid, account.gid)));

  const options = `-c listen_addresses='' --port=5432 -c unix_socket_directories='${socketFolder}, "${inner}"'`;
  return { options, socketFolder };
}

/**
 * The same folder for a cluster each time, so that a server that is started in the place of a killed one is found where
 * that was; another one if somebody else has taken it.
 */
async function openSocketFolder(cluster: string, account: Account | null): Promise<string> {
  // Not os.tmpdir(): TMPDIR may be too long (PostgreSQL takes 107 bytes) or closed to the account.
  const name = `/tmp/${SOCKET_PREFIX}${createHash("sha256").update(cluster).digest("hex").slice(0, 16)}`;
  if (await isMade(name, account)) return name;

  const other = await mkdtemp(`/tmp/${SOCKET_PREFIX}`);
  await mkdir(innerFolder(other), { mode: 0o700 });
  return other;
}

/** Whether the folder and the one inside are there, made by us now or earlier, and for nobody but their owner. */
async function isMade(name: string, account: Account | null): Promise<boolean> {
  for (const folder of [name, innerFolder(name)]) {
    await mkdir(folder, { mode: 0o700 }).catch(() => {});
    // A folder, not a link.
    const { uid, mode } = await lstat(folder);
    if (![process.getuid?.(), account?.uid].includes(uid) || (mode & 0o170077) !== 0o040000) return false;
  }
  return true;
}

/** A connection string that postgres.js, drizzle-kit and everything on libpq understand. */
export async function urlOf(postmaster: Postmaster, cluster: string): Promise<string> {
  if (!IS_WINDOWS) return `postgres://parley@${encodeURIComponent(`${postmaster.socketFolder}/`)}${INNER}/parley`;

  const password = await readFile(passwordFile(cluster), "utf8");
  return `postgres://parley:${password}@127.0.0.1:${postmaster.port}/parley`;
}

/** Takes away the folder that a server has listened in, unless the next one already does. */
export async function closeAddress({ socketFolder }: Pick<Address, "socketFolder">): Promise<void> {
  if (!basename(socketFolder).startsWith(SOCKET_PREFIX)) return;
  await rmdir(innerFolder(socketFolder))
    .then(() => rmdir(socketFolder))
    .catch(() => {});
}

/** A killed server's claims to its sockets. PostgreSQL heeds them as long as some program has its number. */
export async function clearAddress({ socketFolder }: Pick<Address, "socketFolder">): Promise<void> {
  const claims = [socketFolder, innerFolder(socketFolder)].map((folder) => join(folder, ".s.PGSQL.5432.lock"));
  if (!IS_WINDOWS) await Promise.all(claims.map((claim) => rm(claim, { force: true })));
}

export function makePassword(): string {
  return randomBytes(24).toString("hex");
}

/** Only on Windows: elsewhere the way to the socket is the permission. */
export function passwordFile(cluster: string): string {
  return join(cluster, "parley-password");
}

function innerFolder(socketFolder: string): string {
  return `${socketFolder}/${INNER}`;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));

  if (address === null || typeof address === "string") throw new Error("No free port on 127.0.0.1.");
  return address.port;
}
