import { execFileSync } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { expect, onTestFinished, test } from "vitest";
import { type EmbeddedDatabase, startEmbeddedDatabase } from "./embedded";
import { readPostmaster } from "./embedded/postmaster";

test("what was written is there after a stop and a start", async () => {
  const folder = await emptyFolder();

  const first = await start(folder);
  await query(first, "create table notes as select 'Noodles?' as body");
  await first.stop();
  const second = await start(folder);

  expect(await query(second, "select body from notes")).toEqual([{ body: "Noodles?" }]);
});

test("a running cluster is moved into, and runs until the last one has left", async () => {
  const folder = await emptyFolder();

  const [first, second] = [await start(folder), await start(folder)];
  expect(second.url).toBe(first.url);

  await first.stop();
  expect(await query(second, "select 1 as one")).toEqual([{ one: 1 }]);
  await second.stop();
  expect(await readPostmaster(folder)).toBeNull();
});

test("two processes that start at the same time share one cluster", async () => {
  const folder = await emptyFolder();

  const [first, second] = await Promise.all([start(folder), start(folder)]);

  expect(second.url).toBe(first.url);
});

test("one that starts while the last one stops gets a running cluster", async () => {
  const folder = await emptyFolder();
  const first = await start(folder);

  const [second] = await Promise.all([start(folder), first.stop()]);

  expect(await query(second, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a cluster whose server was killed starts again", async () => {
  const folder = await emptyFolder();
  const first = await start(folder, true);
  await query(first, "create table notes as select 'Noodles?' as body");

  process.kill((await readPostmaster(folder))!.pid, "SIGKILL");
  const second = await start(folder);

  expect(await query(second, "select body from notes")).toEqual([{ body: "Noodles?" }]);
});

test("a server that is killed comes back by itself, where it was, with what was written", async () => {
  const folder = await emptyFolder();
  const [first, second] = [await start(folder), await start(folder)];
  await query(first, "create table notes as select 'Noodles?' as body");
  await query(first, "checkpoint");

  const isBack = (database: EmbeddedDatabase) =>
    expect
      .poll(() => query(database, "select body from notes").catch(String), { timeout: 20_000 })
      .toEqual([{ body: "Noodles?" }]);

  for (const database of [first, second]) {
    process.kill((await readPostmaster(folder))!.pid, "SIGKILL");
    await isBack(database);
  }
  // The second one may not be back in it yet, and then starts it anew.
  await first.stop();
  await isBack(second);
  await second.stop();
  expect(await readPostmaster(folder)).toBeNull();
});

test("a killed server's number may belong to another program by now", async () => {
  const folder = await emptyFolder();
  await start(folder);
  const { pid } = (await readPostmaster(folder))!;

  process.kill(pid, "SIGKILL");
  const file = join(folder, "postmaster.pid");
  await writeFile(file, (await readFile(file, "utf8")).replace(String(pid), String(process.pid)));
  const second = await start(folder);

  expect(await query(second, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("every alphabet has letters, and upper and lower case", async () => {
  const database = await start(await emptyFolder());
  await query(database, "create extension pg_trgm");

  expect(await query(database, "select lower('ÄÉЖΩ') as lower, show_trgm('Жук') <> '{}' as trigrams")).toEqual([
    { lower: "äéжω", trigrams: true },
  ]);
});

test.runIf(process.getuid?.() === 0)("root can keep the cluster where only root may enter", async () => {
  const folder = await emptyFolder();
  await chmod(join(folder, ".."), 0o700);

  const database = await start(folder);

  expect(await query(database, "select current_user as name")).toEqual([{ name: "parley" }]);
  expect(() => execFileSync("ls", [folder], { uid: 65534, gid: 65534, cwd: "/", stdio: "ignore" })).toThrow();
});

async function emptyFolder(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), "embedded-test-"));
  await chmod(parent, 0o755);
  onTestFinished(() => rm(parent, { recursive: true }));
  return join(parent, "postgres");
}

async function start(folder: string, durable = false): Promise<EmbeddedDatabase> {
  const database = await startEmbeddedDatabase(folder, { durable });
  onTestFinished(() => database.stop());
  return database;
}

async function query({ url }: EmbeddedDatabase, text: string): Promise<postgres.Row[]> {
  const sql = postgres(url, { max: 1 });
  try {
    return [...(await sql.unsafe(text))];
  } finally {
    await sql.end({ timeout: 0 });
  }
}
