import { createReadStream } from "node:fs";
import { copyFile, mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { readEnvironment } from "@/lib/environment";

/** From the byte `start` to the byte `end`, with both. */
export type ByteRange = { start: number; end: number };

/** Where whole files lie, under their ids and nothing else: a name that somebody gave is never part of a path. */
export type Storage = {
  /** Keeps a copy of the file at a path. Once more does no harm. */
  put: (id: string, path: string) => Promise<void>;
  open: (id: string, range: ByteRange) => Promise<ReadableStream<Uint8Array>>;
  remove: (id: string) => Promise<void>;
};

/** The folder of everything that has to do with files. */
export function filesFolder(): string {
  return join(readEnvironment().DATA_DIR, "files");
}

const pathOf = (id: string) => join(filesFolder(), id.slice(0, 2), id);

/** The disk of this machine. */
const disk: Storage = {
  async put(id, path) {
    await mkdir(dirname(pathOf(id)), { recursive: true });
    // Whoever opens it sees all of it or nothing.
    const copy = `${pathOf(id)}.${process.hrtime.bigint()}`;
    await copyFile(path, copy);
    await rename(copy, pathOf(id));
  },
  async open(id, range) {
    return Readable.toWeb(createReadStream(pathOf(id), range)) as ReadableStream<Uint8Array>;
  },
  async remove(id) {
    await rm(pathOf(id), { force: true });
  },
};

export function storage(): Storage {
  return disk;
}
