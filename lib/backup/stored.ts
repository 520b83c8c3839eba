import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { readEnvironment } from "@/lib/environment";
import { filesFolder } from "@/lib/files-folder";
import { incomingPath, removeIncoming } from "@/lib/incoming";
import { Refusal } from "@/lib/refusal";
import { storage } from "@/lib/storage";

/** What lies in the storage under an id; undefined when that is not there, or shorter than it should be. */
export async function readStored(id: string, bytes: number): Promise<AsyncIterable<Uint8Array> | undefined> {
  const stream = await storage()
    .open(id, { start: 0, end: bytes - 1 })
    .catch(unlessMissing);
  return stream && readAll(stream);
}

async function* readAll(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read())
      if (value) yield value;
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** The hash of what lies there, in hex; undefined as above. */
export async function hashStored(id: string, bytes: number): Promise<string | undefined> {
  const content = await readStored(id, bytes);
  if (!content) return undefined;
  const hash = createHash("sha256");
  for await (const piece of content) hash.update(piece);
  return hash.digest("hex");
}

export async function isStored(id: string): Promise<boolean> {
  const stream = await storage().open(id, { start: 0, end: 0 }).catch(unlessMissing);
  await stream?.cancel();
  return stream !== undefined;
}

/** Puts a file into the storage. */
export async function store(id: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const path = incomingPath(`${id}.restored`);
  await mkdir(dirname(path), { recursive: true });
  try {
    await pipeline(content, createWriteStream(path));
    await storage().put(id, path);
  } finally {
    await removeIncoming(`${id}.restored`);
  }
}

/** Whether there is any file on the disk. Nobody may look what is in a bucket; the ids of its files are nobody else's. */
export async function hasFiles(): Promise<boolean> {
  if (readEnvironment().FILES_S3_ENDPOINT) return false;
  for (const folder of await readdir(filesFolder()).catch(() => [])) {
    if (folder !== "incoming" && (await readdir(join(filesFolder(), folder))).length > 0) return true;
  }
  return false;
}

function unlessMissing(error: unknown): undefined {
  if (!(error instanceof Refusal && error.code === "no-such-file")) throw error;
}
