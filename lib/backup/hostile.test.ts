import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, readFileSync, writeFileSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { gunzipSync, gzipSync } from "node:zlib";
import { extract, type Header, pack } from "tar-stream";
import { expect, test } from "vitest";
import type { Head, Manifest } from "@/lib/backup/manifest";
import { aPath, emptyPlace, keep, putBack, sumsOf } from "@/tests/stage/backups";
import { castOfThree, say } from "@/tests/stage/cast";
import { sayWithFile } from "@/tests/stage/files";
import { setStage } from "@/tests/stage/stage";

const stage = setStage();

type Entry = { header: Partial<Header> & { name: string }; content: Buffer };

async function entriesOf(path: string): Promise<Entry[]> {
  const tar = extract();
  createReadStream(path).pipe(tar);
  const entries: Entry[] = [];
  for await (const entry of tar) {
    const content = await buffer(entry as AsyncIterable<Buffer>);
    entries.push({ header: { name: entry.header.name }, content });
  }
  return entries;
}

async function write(entries: Entry[]): Promise<string> {
  const path = aPath();
  const tar = pack();
  for (const { header, content } of entries) tar.entry(header, content);
  tar.finalize();
  await pipeline(tar, createWriteStream(path));
  return path;
}

const entryOf = (entries: Entry[], name: string) => entries.find(({ header }) => header.name === name)!;

function edit<Value>(entries: Entry[], name: string, change: (value: Value) => void): void {
  const entry = entryOf(entries, name);
  const value: Value = JSON.parse(entry.content.toString());
  change(value);
  entry.content = Buffer.from(JSON.stringify(value));
}

/** Other rows, with sums that are right. */
function rewrite(entries: Entry[], table: string, change: (rows: string) => string): void {
  const entry = entryOf(entries, `tables/${table}/000001.gz`);
  const rows = Buffer.from(change(gunzipSync(entry.content).toString()));
  entry.content = gzipSync(rows);
  edit<Manifest>(entries, "manifest.json", ({ tables }) => {
    const told = tables.find(({ name }) => name === table)!;
    Object.assign(told, { bytes: rows.length, sha256: createHash("sha256").update(rows).digest("hex") });
  });
}

const file = (entries: Entry[]) => entries.find(({ header }) => header.name.startsWith("files/"))!;
const at = (entries: Entry[], entry: Entry) => entries.indexOf(entry);

/** What is done to a backup, and what is said of it then. */
const HOSTILE: Record<string, [says: RegExp, change: (entries: Entry[]) => void]> = {
  "a file with a path that leads out": [
    /no name of anything/,
    (all) => Object.assign(file(all).header, { name: "files/../../etc/passwd" }),
  ],
  "a table with a path that leads out": [
    /no name of anything/,
    (all) => Object.assign(all[1]!.header, { name: "../tables/users/000001.gz" }),
  ],
  "a link": [
    /is no file/,
    (all) =>
      void all.splice(1, 0, {
        header: { name: "files/x", type: "symlink", linkname: "/etc/passwd" },
        content: Buffer.alloc(0),
      }),
  ],
  "another content of a file": [/is damaged/, (all) => file(all).content.fill("x")],
  "other rows of a table": [
    /users is damaged/,
    (all) => Object.assign(entryOf(all, "tables/users/000001.gz"), { content: gzipSync("x\n") }),
  ],
  "a piece that is not compressed": [
    /not a whole one/,
    (all) => Object.assign(all[1]!, { content: Buffer.from("x\n") }),
  ],
  "a piece that is missing": [
    /table users is missing/,
    (all) => all.splice(at(all, entryOf(all, "tables/users/000001.gz")), 1),
  ],
  "a file that is missing": [/file \S+ is missing/, (all) => all.splice(at(all, file(all)), 1)],
  "a file twice": [/there twice/, (all) => all.splice(at(all, file(all)), 0, file(all))],
  "an end that is missing": [/its end is missing/, (all) => all.pop()],
  "something after the end": [/after its end/, (all) => all.push(file(all))],
  "a beginning that is missing": [/should be/, (all) => all.shift()],
  "a format of the future": [
    /no backup of Parley/,
    (all) => edit<{ format: number }>(all, "parley-backup.json", (head) => Object.assign(head, { format: 2 })),
  ],
  "a newer Parley": [
    /made by a newer Parley/,
    (all) => edit<Head>(all, "parley-backup.json", (head) => Object.assign(head, { migration: 9e12 })),
  ],
  "a schema of nobody": [
    /never had/,
    (all) => edit<Head>(all, "parley-backup.json", (head) => Object.assign(head, { migration: 5 })),
  ],
  "a table too many": [
    /never had: recipes/,
    (all) =>
      edit<Manifest>(all, "manifest.json", ({ tables }) =>
        tables.push({ ...tables[0]!, name: "recipes", rows: 0, bytes: 0 }),
      ),
  ],
  "a table too few": [
    /no table blocks/,
    (all) =>
      edit<Manifest>(all, "manifest.json", ({ tables }) =>
        tables.splice(
          tables.findIndex(({ name }) => name === "blocks"),
          1,
        ),
      ),
  ],
  "a column of another table": [
    /no table blocks/,
    (all) =>
      edit<Manifest>(all, "manifest.json", ({ tables }) =>
        tables.find(({ name }) => name === "blocks")!.columns.push("hat"),
      ),
  ],
  "rows that are none": [/invalid input syntax/, (all) => rewrite(all, "users", (rows) => `${rows}x\n`)],
  "a row twice": [/duplicate key/, (all) => rewrite(all, "users", (rows) => rows + rows)],
  "a message of nobody": [
    /violates foreign key/,
    (all) => rewrite(all, "users", (rows) => rows.split("\n").slice(1).join("\n")),
  ],
};

test("of a hostile or a broken backup nothing is taken, and what is wrong with it is said", async () => {
  const { ana, threadId } = await castOfThree();
  await say(ana, threadId, "Noodles?");
  await sayWithFile(ana, threadId);
  const path = await keep(stage.databaseUrl());
  const place = await emptyPlace();
  for (const [name, [says, change]] of Object.entries(HOSTILE)) {
    const entries = await entriesOf(path);
    change(entries);
    const said = await putBack(await write(entries), place).then(() => "restored", String);
    expect([name, said]).toEqual([name, expect.stringMatching(says)]);
    expect([name, await sumsOf(place.ownerUrl)]).toEqual([name, {}]);
  }
  await putBack(path, place);
});

test("a backup that was cut off anywhere is no whole one", async () => {
  const { ana, threadId } = await castOfThree();
  await sayWithFile(ana, threadId);
  const whole = readFileSync(await keep(stage.databaseUrl()));
  const place = await emptyPlace();
  // What a tar file ends with is two empty blocks, which say nothing.
  for (let length = 0; length < whole.length - 1024; length += 777) {
    const path = aPath();
    writeFileSync(path, whole.subarray(0, length));
    await expect(putBack(path, place)).rejects.toThrow(/not a whole one/);
  }
});
