import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { extract } from "tar-stream";
import { HEAD, Head, MANIFEST, Manifest, readPath } from "@/lib/backup/manifest";

export type Entry = { path: string; bytes: number; content: AsyncIterable<Uint8Array> };

/** What is more than this is no piece of a table, whoever made it. */
const PIECE_BYTES = 256 * 1024 * 1024;
const HEAD_BYTES = 64 * 1024;
/** About four million files. */
const MANIFEST_BYTES = 500 * 1024 * 1024;

const expand = promisify(gunzip);

/** The entries of a tar file, one after the other; each is to be read before the next one is asked for. */
export async function* readEntries(path: string): AsyncGenerator<Entry> {
  const tar = extract();
  const fed = pipeline(createReadStream(path), tar);
  fed.catch(() => {});
  try {
    for await (const entry of tar) {
      const { name, size, type } = entry.header;
      if (type !== "file") throw new Error(`${name} is no file`);
      yield { path: name, bytes: size, content: bytesOf(entry) };
    }
    await fed;
  } finally {
    tar.destroy();
  }
}

async function* bytesOf(content: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const piece of content) if (piece instanceof Uint8Array) yield piece;
}

/** Passes over what is in an entry. */
export async function skip({ content }: Entry): Promise<void> {
  for await (const piece of content) void piece;
}

/** The rows of a piece of a table. */
export async function readPiece({ path, bytes, content }: Entry): Promise<Buffer> {
  if (bytes > PIECE_BYTES) throw new Error(`${path} is too large`);
  return expand(await buffer(content), { maxOutputLength: PIECE_BYTES });
}

/** Reads all of a backup and holds it against its manifest. Rejects, with what is wrong with it, unless it is whole. */
export async function checkArchive(path: string): Promise<{ head: Head; manifest: Manifest }> {
  try {
    return await check(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") throw new Error(`There is no ${path}.`);
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${path} is no backup of Parley, or not a whole one: ${reason.replace(/\.$/, "")}.`);
  }
}

async function check(path: string): Promise<{ head: Head; manifest: Manifest }> {
  const found: Found = { tables: new Map(), files: new Map() };
  let head: Head | undefined;
  let manifest: Manifest | undefined;
  for await (const entry of readEntries(path)) {
    if (manifest) throw new Error(`something comes after its end, ${entry.path}`);
    if (!head) head = Head.parse(await readJson(entry, HEAD, HEAD_BYTES));
    else if (entry.path === MANIFEST) manifest = Manifest.parse(await readJson(entry, MANIFEST, MANIFEST_BYTES));
    else await addEntry(found, entry);
  }
  if (!head || !manifest) throw new Error("its end is missing");
  compare(found, manifest);
  return { head, manifest };
}

async function readJson({ path, bytes, content }: Entry, expected: string, most: number): Promise<unknown> {
  if (path !== expected || bytes > most) throw new Error(`it has ${path} where ${expected} should be`);
  return JSON.parse((await buffer(content)).toString());
}

type Sum = { pieces: number; bytes: number; hash: ReturnType<typeof createHash> };

/** What turns out to be in a backup, by the names of tables and the ids of files. */
type Found = { tables: Map<string, Sum>; files: Map<string, Sum> };

async function addEntry({ tables, files }: Found, entry: Entry): Promise<void> {
  const place = readPath(entry.path);
  if (!place) throw new Error(`${entry.path} is no name of anything in a backup`);
  if ("table" in place) {
    const sum = sumOf(tables, place.table);
    const isInOrder = files.size === 0 && [...tables.keys()].at(-1) === place.table;
    if (!isInOrder || ++sum.pieces !== place.number) throw new Error(`${entry.path} is not in its place`);
    return count(sum, await readPiece(entry));
  }
  if (files.has(place.storedId)) throw new Error(`${entry.path} is there twice`);
  const sum = sumOf(files, place.storedId);
  for await (const piece of entry.content) count(sum, piece);
}

function compare(found: Found, { tables, files }: Manifest): void {
  compareSums("table", found.tables, new Map(tables.map((table) => [table.name, table])));
  compareSums("file", found.files, new Map(files.map((file) => [file.id, file])));
}

function sumOf(sums: Map<string, Sum>, name: string): Sum {
  const sum = sums.get(name) ?? { pieces: 0, bytes: 0, hash: createHash("sha256") };
  sums.set(name, sum);
  return sum;
}

function count(sum: Sum, piece: Uint8Array): void {
  sum.bytes += piece.length;
  sum.hash.update(piece);
}

/** A table without rows has no piece. */
function compareSums(
  kind: string,
  found: Map<string, Sum>,
  told: Map<string, { bytes: number; sha256: string }>,
): void {
  for (const name of found.keys())
    if (!told.has(name)) throw new Error(`its manifest does not name the ${kind} ${name}`);
  for (const [name, { bytes, sha256 }] of told) {
    const sum = found.get(name);
    if (!sum && (kind === "file" || bytes > 0)) throw new Error(`the ${kind} ${name} is missing`);
    if (sum && (sum.bytes !== bytes || sum.hash.digest("hex") !== sha256))
      throw new Error(`the ${kind} ${name} is damaged`);
  }
}
