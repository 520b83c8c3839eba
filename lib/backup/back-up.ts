import { createHash } from "node:crypto";
import type { Writable } from "node:stream";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Table } from "@/db/backup/catalog";
import { type Snapshot, type WholeFile, withSnapshot } from "@/db/backup/snapshot";
import { filePath, HEAD, type Head, MANIFEST, type Manifest, piecePath } from "@/lib/backup/manifest";
import { readStored } from "@/lib/backup/stored";
import { type Archive, writeArchive } from "@/lib/backup/writing";
import { thumbnailOf } from "@/lib/thumbnails";

/** Bytes of rows that are compressed together. */
const PIECE_BYTES = 4 * 1024 * 1024;
const NEWLINE = 10;
const compress = promisify(gzip);

type Wanted = { ownerUrl: string; version: string; target: Writable; signal: AbortSignal };

/** Writes everything that is in the database at one moment, and then its files, into a stream. Answers what is in it. */
export async function backUp({ ownerUrl, version, target, signal }: Wanted): Promise<Manifest> {
  const manifest: Manifest = { tables: [], sequences: [], files: [], missing: [] };
  await writeArchive(target, signal, async (archive) => {
    const files = await withSnapshot(ownerUrl, async (snapshot) => {
      await archive.add(HEAD, inJson(headOf(snapshot, version)));
      for (const table of snapshot.tables) manifest.tables.push(await addTable(archive, snapshot, table, signal));
      manifest.sequences = snapshot.sequences;
      return snapshot.files;
    });
    // Nothing of the snapshot is needed any more: what was deleted since may go.
    for (const [id, bytes] of contentsOf(files)) await addFile(archive, manifest, id, bytes);
    await archive.add(MANIFEST, inJson(manifest));
  });
  return manifest;
}

const inJson = (value: Head | Manifest) => Buffer.from(JSON.stringify(value, null, 1));

function headOf({ migration }: Snapshot, version: string): Head {
  return { format: 1, parley: version, migration, madeAt: new Date().toISOString() };
}

async function addTable(archive: Archive, snapshot: Snapshot, table: Table, signal: AbortSignal) {
  const hash = createHash("sha256");
  let [rows, bytes, number] = [0, 0, 0];
  let added = Promise.resolve();
  for await (const piece of piecesOf(snapshot.copyOut(table))) {
    signal.throwIfAborted();
    hash.update(piece);
    bytes += piece.length;
    rows += linesIn(piece);
    // The next piece is read while this one is compressed.
    const compressed = compress(piece);
    const path = piecePath(table.name, ++number);
    await added;
    added = compressed.then((content) => archive.add(path, content));
    added.catch(() => {});
  }
  await added;
  return { ...table, rows, bytes, sha256: hash.digest("hex") };
}

/** Whole rows, a few megabytes at a time. */
async function* piecesOf(rows: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let gathered: Buffer[] = [];
  let bytes = 0;
  for await (const row of rows) {
    gathered.push(row);
    bytes += row.length;
    if (bytes < PIECE_BYTES) continue;
    yield Buffer.concat(gathered, bytes);
    [gathered, bytes] = [[], 0];
  }
  if (bytes > 0) yield Buffer.concat(gathered, bytes);
}

/** In PostgreSQL's text format a line break within a value is written as `\n`. */
function linesIn(piece: Buffer): number {
  let lines = 0;
  for (let at = piece.indexOf(NEWLINE); at !== -1; at = piece.indexOf(NEWLINE, at + 1)) lines++;
  return lines;
}

/** What lies in the storage of each file, and how many bytes it has. */
export function* contentsOf(files: WholeFile[]): Generator<[id: string, bytes: number]> {
  for (const { storedAs, size, thumbnailSize } of files) {
    yield [storedAs, size];
    if (thumbnailSize !== null) yield [thumbnailOf(storedAs), thumbnailSize];
  }
}

async function addFile(archive: Archive, manifest: Manifest, id: string, bytes: number): Promise<void> {
  const content = await readStored(id, bytes);
  if (!content) return void manifest.missing.push(id);
  const hash = createHash("sha256");
  await archive.addStream(filePath(id), bytes, hashed(content, hash));
  manifest.files.push({ id, bytes, sha256: hash.digest("hex") });
}

async function* hashed(content: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>) {
  for await (const piece of content) {
    hash.update(piece);
    yield piece;
  }
}
