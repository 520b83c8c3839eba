import { randomUUID } from "node:crypto";
import { copyFile, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { readEnvironment } from "@/lib/environment";
import { filesFolder } from "@/lib/files-folder";
import { incomingPath, removeIncoming } from "@/lib/incoming";
import { Refusal } from "@/lib/refusal";

/** From the byte `start` to the byte `end`, with both. */
export type ByteRange = { start: number; end: number };

/** Where whole files lie, under names of ours that begin with their ids: one that somebody gave is never part of a path. */
export type Storage = {
  /** Keeps a copy of the file at a path. Once more does no harm. */
  put: (id: string, path: string) => Promise<void>;
  open: (id: string, range: ByteRange) => Promise<ReadableStream<Uint8Array>>;
  remove: (id: string) => Promise<void>;
};

const pathOf = (id: string) => join(filesFolder(), id.slice(0, 2), id);

/** The disk of this machine. */
const disk: Storage = {
  async put(id, path) {
    await mkdir(dirname(pathOf(id)), { recursive: true });
    // Whoever opens it sees all of it or nothing. What a process leaves that dies here is swept as what never came whole.
    const copyId = `${id}.${randomUUID()}`;
    await mkdir(dirname(incomingPath(copyId)), { recursive: true });
    try {
      await copyFile(path, incomingPath(copyId));
      await rename(incomingPath(copyId), pathOf(id));
    } finally {
      await removeIncoming(copyId);
    }
  },
  async open(id, range) {
    const file = await open(pathOf(id)).catch((error: NodeJS.ErrnoException) => {
      throw error.code === "ENOENT" ? new Refusal("no-such-file") : error;
    });
    // What a broken disk has left of a file is not the file.
    if ((await file.stat()).size <= range.end) {
      await file.close();
      throw new Refusal("no-such-file");
    }
    return Readable.toWeb(file.createReadStream(range)) as ReadableStream<Uint8Array>;
  },
  async remove(id) {
    await rm(pathOf(id), { force: true });
  },
};

/** A store that speaks S3. What that takes is loaded by those only who have one. */
const elsewhere: Storage = {
  put: async (id, path) => (await bucket()).put(id, path),
  open: async (id, range) => (await bucket()).open(id, range),
  remove: async (id) => (await bucket()).remove(id),
};

async function bucket(): Promise<Storage> {
  const { openBucket } = await import("@/lib/bucket");
  const environment = readEnvironment();
  return openBucket({
    endpoint: environment.FILES_S3_ENDPOINT ?? "",
    name: environment.FILES_S3_BUCKET ?? "",
    region: environment.FILES_S3_REGION,
    accessKeyId: environment.FILES_S3_ACCESS_KEY_ID ?? "",
    secretAccessKey: environment.FILES_S3_SECRET_ACCESS_KEY ?? "",
    isPathStyle: environment.FILES_S3_PATH_STYLE,
  });
}

/** Rejects with a refusal when there is no such file, or none can be had at the moment. */
export function storage(): Storage {
  return readEnvironment().FILES_S3_ENDPOINT ? elsewhere : disk;
}
