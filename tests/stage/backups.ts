import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { inject, onTestFinished } from "vitest";
import { applicationUrl } from "@/db/application-role";
import { readMigrations } from "@/db/migrate";
import { backUp } from "@/lib/backup/back-up";
import { restore } from "@/lib/backup/restore";
import { writeWhole } from "@/lib/backup/writing";

export const MIGRATIONS = fileURLToPath(new URL("../../db/migrations", import.meta.url));

/** A database with nothing in it and an empty folder, for one test. */
export async function emptyPlace(owner = "parley") {
  const name = `empty_${randomUUID().replaceAll("-", "")}`;
  await inServer(`create database ${name} owner ${owner}`);
  const folder = mkdtempSync(join(tmpdir(), "parley-place-"));
  onTestFinished(async () => {
    await inServer(`drop database ${name} with (force)`);
    rmSync(folder, { recursive: true, force: true });
  });
  const ownerUrl = inject("databaseServer")
    .replace("//parley", `//${owner}`)
    .replace(/parley$/, name);
  return { ownerUrl, url: owner === "parley" ? applicationUrl(ownerUrl) : ownerUrl, folder };
}

export async function inServer(statement: string): Promise<void> {
  await inDatabase(inject("databaseServer").replace(/parley$/, "postgres"), (sql) => sql.unsafe(statement));
}

export async function inDatabase<Value>(url: string, ask: (sql: postgres.Sql) => Promise<Value>): Promise<Value> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await ask(sql);
  } finally {
    await sql.end();
  }
}

/** The work with files in another folder. */
export async function inFolder<Value>(folder: string, work: () => Promise<Value>): Promise<Value> {
  const before = process.env.DATA_DIR ?? "";
  process.env.DATA_DIR = folder;
  try {
    return await work();
  } finally {
    process.env.DATA_DIR = before;
  }
}

/** A path for a backup, in a folder that goes with the test. */
export function aPath(): string {
  const folder = mkdtempSync(join(tmpdir(), "parley-backup-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "parley.tar");
}

const never = () => new AbortController().signal;

export async function keep(ownerUrl: string, path = aPath(), signal = never()): Promise<string> {
  await writeWhole(path, async (target) => {
    await backUp({ ownerUrl, version: "1.2.3", target, signal });
  });
  return path;
}

type Place = Pick<Awaited<ReturnType<typeof emptyPlace>>, "ownerUrl" | "url" | "folder">;

export function putBack(path: string, { folder, ...addresses }: Place, given = {}) {
  const migrations = readMigrations(MIGRATIONS);
  const wanted = { path, addresses, migrations, isReplacing: false, isVerified: true, signal: never(), ...given };
  return inFolder(folder, () => restore(wanted));
}

/** Of each table, how many rows it has and one hash of them all, whatever their order. */
export function sumsOf(url: string): Promise<Record<string, string>> {
  return inDatabase(url, async (sql) => {
    const tables = await sql`select tablename as name from pg_tables where schemaname = 'public' order by tablename`;
    const sums: Record<string, string> = {};
    for (const { name } of tables) {
      const [row] = await sql`
        select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as sum
        from ${sql(name)} t`;
      sums[name] = row?.sum;
    }
    return sums;
  });
}
