import { randomBytes } from "node:crypto";
import { chown, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
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

export async function openAddress(account: Account | null): Promise<Address> {
  if (IS_WINDOWS) return { options: `-c listen_addresses=127.0.0.1 --port=${await freePort()}`, socketFolder: "" };

  // Not os.tmpdir(): TMPDIR may be too long (PostgreSQL takes 107 bytes) or closed to the account.
  const socketFolder = await mkdtemp(`/tmp/${SOCKET_PREFIX}`);
  const inner = innerFolder(socketFolder);
  await mkdir(inner, { mode: 0o700 });
  if (account) await Promise.all([socketFolder, inner].map((path) => chown(path, account.uid, account.gid)));

  const options = `-c listen_addresses='' --port=5432 -c unix_socket_directories='${socketFolder}, "${inner}"'`;
  return { options, socketFolder };
}

/** A connection string that postgres.js, drizzle-kit and everything on libpq understand. */
export async function urlOf(postmaster: Postmaster, cluster: string): Promise<string> {
  if (!IS_WINDOWS) return `postgres://parley@${encodeURIComponent(`${postmaster.socketFolder}/`)}${INNER}/parley`;

  const password = await readFile(passwordFile(cluster), "utf8");
  return `postgres://parley:${password}@127.0.0.1:${postmaster.port}/parley`;
}

/** Takes away the folder that a server has listened in, or should have. */
export async function closeAddress({ socketFolder }: Pick<Address, "socketFolder">): Promise<void> {
  if (basename(socketFolder).startsWith(SOCKET_PREFIX)) await rm(socketFolder, { recursive: true, force: true });
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
