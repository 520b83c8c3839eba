import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { INVARIANTS } from "@/db/backup/invariants";
import { readMigrations } from "@/db/migrate";
import { checkArchive } from "@/lib/backup/reading";
import { filesFolder } from "@/lib/files-folder";
import { storage } from "@/lib/storage";
import {
  aPath,
  emptyPlace,
  inDatabase,
  inFolder,
  inServer,
  keep,
  MIGRATIONS,
  putBack,
  sumsOf,
} from "@/tests/stage/backups";
import { startBucket } from "@/tests/stage/bucket";
import { say } from "@/tests/stage/cast";
import { storedOf } from "@/tests/stage/files";
import { liveIn } from "@/tests/stage/lived-in";
import { setStage } from "@/tests/stage/stage";

const stage = setStage();
let scene: Awaited<ReturnType<typeof liveIn>>;
beforeAll(async () => {
  scene = await liveIn(300);
});

/** What the catalog says of the schema: how its tables, indexes, references, functions and triggers are made. */
function schemaOf(url: string) {
  return inDatabase(url, async (sql) => {
    const rows = await sql`
      select pg_get_indexdef(indexrelid) as it from pg_index join pg_class c on c.oid = indexrelid where relnamespace = 'public'::regnamespace
      union all select conrelid::regclass || conname || pg_get_constraintdef(oid) || convalidated::text from pg_constraint where connamespace = 'public'::regnamespace
      union all select tgrelid::regclass || pg_get_triggerdef(oid) || tgenabled::text from pg_trigger where not tgisinternal
      union all select pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace
      union all select attrelid::regclass || attname || atttypid::regtype || attnotnull::text || coalesce(attstattarget, -1)::text from pg_attribute
        join pg_class c on c.oid = attrelid where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0
      union all select relname || coalesce(array_to_string(relacl, ','), '') from pg_class
        where relnamespace = 'public'::regnamespace and relkind = 'r'
      order by 1`;
    return rows.map(({ it }) => it);
  });
}

const contentsIn = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(join(folder, "files"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.endsWith("incoming"))
      .map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name)).toString("hex")]),
  );

test("what was kept is there again, row by row, with its files and all that holds it together", async () => {
  const path = await keep(stage.databaseUrl());
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const place = await emptyPlace();
  await putBack(path, place);

  const sums = await sumsOf(stage.databaseUrl());
  for (const table of ["messages", "files", "reactions", "mentions", "message_edits", "audit_log", "invites", "jobs"]) {
    expect([table, sums[table]]).not.toEqual([table, expect.stringMatching(/^0 /)]);
  }
  expect(await sumsOf(place.ownerUrl)).toEqual(sums);
  expect(await schemaOf(place.ownerUrl)).toEqual(await schemaOf(stage.databaseUrl()));
  expect(Object.keys(contentsIn(place.folder)).length).toBeGreaterThan(3);
  expect(contentsIn(place.folder)).toEqual(contentsIn(process.env.DATA_DIR ?? ""));
  // The application may add to the audit log, under the next number, and change nothing in it.
  await inDatabase(place.url, async (sql) => {
    await sql`insert into audit_log (action) values ('tried')`;
    await expect((async () => sql`delete from audit_log`)()).rejects.toThrow(/permission denied/);
  });
});

test("what is written while a backup is made is in the next one", async () => {
  const before = await sumsOf(stage.databaseUrl());
  const path = aPath();
  let isLate = false;
  const late = async () => {
    isLate = true;
    await say(scene.ana, scene.threadId, "later");
  };
  // The first look at the signal is when the first piece of the first table has come: after the snapshot was taken.
  const signal = Object.assign(new AbortController().signal, { throwIfAborted: () => void (isLate || late()) });
  await keep(stage.databaseUrl(), path, signal);
  const place = await emptyPlace();
  await putBack(path, place);
  expect(await sumsOf(place.ownerUrl)).toEqual(before);
});

test("a role that owns the database and is no superuser restores it, alone", async () => {
  const owner = `owner_${randomUUID().slice(0, 8)}`;
  await inServer(`create role ${owner} login nosuperuser nocreatedb nocreaterole`);
  const place = await emptyPlace(owner);
  await putBack(await keep(stage.databaseUrl()), place);
  expect(await sumsOf(place.ownerUrl)).toEqual(await sumsOf(stage.databaseUrl()));
});

test("of what an older Parley had, this one makes its own", async () => {
  const place = await emptyPlace();
  const older = readMigrations(MIGRATIONS).slice(0, -1);
  const path = await keep(stage.databaseUrl());
  // A backup that says to be one step older has a table too many.
  await expect(putBack(path, place, { migrations: older })).rejects.toThrow(/made by a newer Parley \(1.2.3\)/);
  expect(await sumsOf(place.ownerUrl)).toEqual({});

  const step = {
    folderMillis: 9_999_999_999_999,
    hash: "next",
    bps: true,
    sql: ["alter table users add column hat text"],
  };
  await putBack(path, place, { migrations: [...readMigrations(MIGRATIONS), step] });
  expect(await inDatabase(place.ownerUrl, async (sql) => [...(await sql`select distinct hat from users`)])).toEqual([
    { hat: null },
  ]);
});

test("files that are deleted while a backup is made, or were lost before, are left out and named", async () => {
  const [storedAs = ""] = storedOf(scene.sent.files[0]!.id);
  const path = join(filesFolder(), storedAs.slice(0, 2), storedAs);
  const content = readFileSync(path);
  rmSync(path);
  const backup = await keep(stage.databaseUrl());
  writeFileSync(path, content.subarray(1));
  const other = await keep(stage.databaseUrl());
  writeFileSync(path, content);

  for (const one of [backup, other]) expect((await checkArchive(one)).manifest.missing).toEqual([storedAs]);
  await putBack(backup, await emptyPlace());
});

test("a backup that is given up leaves nothing behind", async () => {
  const path = aPath();
  const controller = new AbortController();
  controller.abort(new Error("enough"));
  await expect(keep(stage.databaseUrl(), path, controller.signal)).rejects.toThrow();
  expect(existsSync(path) || existsSync(`${path}.part`)).toBe(false);
  await keep(stage.databaseUrl(), path);
  await expect(keep(stage.databaseUrl(), path)).rejects.toThrow(/already: name another file/);
});

test("only an empty place is restored into, unless somebody says that it may be replaced", async () => {
  const path = await keep(stage.databaseUrl());
  const place = await emptyPlace();
  await putBack(path, place);
  await expect(putBack(path, place)).rejects.toThrow(/people in this database already.*--replace-everything/);
  const elsewhere = { ...(await emptyPlace()), folder: place.folder };
  await expect(putBack(path, elsewhere)).rejects.toThrow(/files in the folder/);
  expect(await sumsOf(elsewhere.ownerUrl)).toEqual({});

  await inDatabase(place.ownerUrl, (sql) => sql`update users set name = 'Somebody else'`);
  await putBack(path, place, { isReplacing: true });
  expect(await sumsOf(place.ownerUrl)).toEqual(await sumsOf(stage.databaseUrl()));

  const foreign = await emptyPlace();
  await inDatabase(foreign.ownerUrl, (sql) => sql`create table recipes (noodles text)`);
  await expect(putBack(path, foreign, { isReplacing: true })).rejects.toThrow(/tables of something else/);
  // The stage has a pool that is called as Parley's is.
  await say(scene.ana, scene.threadId, "still here");
  const running = { ownerUrl: stage.databaseUrl(), url: place.url, folder: place.folder };
  await expect(putBack(path, running, { isReplacing: true })).rejects.toThrow(/Parley is running on this database/);
});

test("a bucket gives its files to a backup, and gets them from one", async () => {
  const bucket = await startBucket();
  const path = await keep(stage.databaseUrl());
  Object.assign(process.env, bucket.variables);
  try {
    const place = await emptyPlace();
    await putBack(path, place);
    expect(Object.fromEntries([...bucket.objects].map(([id, content]) => [id, content.toString("hex")]))).toEqual(
      contentsIn(process.env.DATA_DIR ?? ""),
    );
    const { manifest } = await checkArchive(await keep(place.ownerUrl));
    expect(manifest.files).toEqual((await checkArchive(path)).manifest.files);
  } finally {
    for (const name of Object.keys(bucket.variables)) delete process.env[name];
    bucket.stop();
  }
});

test("what breaks a promise is found, and then nothing is restored", async () => {
  const { threadId, clubs, ana } = scene;
  const breaks: [promise: RegExp, statement: string][] = [
    [/The places of each thread/, `update threads set last_seq = last_seq + 1 where id = '${clubs[1]}'`],
    [/No change of a message is newer/, `update threads set last_rev = 1 where id = '${threadId}'`],
    [
      /Each message is in a thread/,
      `update messages set author_id = gen_random_uuid() where thread_id = '${threadId}' and seq = 2`,
    ],
    [/Each reply has/, `update messages set reply_to_seq = 999999 where thread_id = '${threadId}' and seq = 2`],
    [/Each file that was sent/, "update files set place = null where seq is not null"],
    [/Each reaction, mention/, "update reactions set seq = 999999"],
    [/Nobody has read/, `update thread_participants set last_read_seq = 999999 where user_id = '${ana.id}'`],
    [
      /Each direct thread is that/,
      `delete from thread_participants where thread_id = '${threadId}' and user_id = '${ana.id}'`,
    ],
    [/The next number of the audit log/, "alter sequence audit_log_id_seq restart with 1"],
  ];
  expect(breaks).toHaveLength(Object.keys(INVARIANTS).length);
  const path = await keep(stage.databaseUrl());
  const place = await emptyPlace();
  await putBack(path, place);
  await inDatabase(place.ownerUrl, async (sql) => {
    for (const find of Object.values(INVARIANTS)) expect(await find(sql)).toEqual([]);
    const references =
      await sql`select conrelid::regclass::text as table, conname from pg_constraint where contype = 'f'`;
    for (const { table, conname } of references) await sql.unsafe(`alter table ${table} drop constraint ${conname}`);
    for (const [promise, statement] of breaks) {
      const broken: string[] = [];
      await sql
        .begin(async (tx) => {
          await tx.unsafe(statement);
          for (const [name, find] of Object.entries(INVARIANTS)) if ((await find(tx)).length > 0) broken.push(name);
          throw new Error("undone");
        })
        .catch(() => {});
      expect([statement, broken]).toEqual([statement, expect.arrayContaining([expect.stringMatching(promise)])]);
    }
  });

  await inDatabase(place.ownerUrl, (sql) => sql.unsafe(breaks[6]![1]));
  const broken = await inFolder(place.folder, () => keep(place.ownerUrl));
  const target = await emptyPlace();
  await expect(putBack(broken, target)).rejects.toThrow(/Nothing was restored.*\nNobody has read/);
  expect(await sumsOf(target.ownerUrl)).toEqual({});
  expect(contentsIn(target.folder)).toEqual({});
  await putBack(broken, target, { isVerified: false });
});

test("a file that is not what was kept is found", async () => {
  const place = await emptyPlace();
  const path = await keep(stage.databaseUrl());
  const { put } = storage();
  storage().put = async (id, from) => {
    if (id.startsWith(scene.sent.files[0]!.id)) writeFileSync(from, "n".repeat(statSync(from).size));
    await put(id, from);
  };
  try {
    await expect(putBack(path, place)).rejects.toThrow(/The file [\w.-]+ is not what was kept/);
  } finally {
    storage().put = put;
  }
  await rm(join(place.folder, "files", "incoming"), { recursive: true, force: true });
});
