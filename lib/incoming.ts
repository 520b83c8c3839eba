import { type FileHandle, mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { filesFolder } from "@/lib/files-folder";
import { metrics } from "@/lib/metrics";

/** A file that was not sent with a message within this time is gone. */
const UNSENT_MS = 24 * 60 * 60 * 1000;

/** When what is begun now has not been sent in time. */
export const whenUnsent = () => new Date(Date.now() + UNSENT_MS);

const folder = () => join(filesFolder(), "incoming");

/** Where what has come of a file is gathered until it is whole. */
export const incomingPath = (id: string) => join(folder(), id);

/** Bytes of a file that have come so far. The disk says so: it outlives a connection, a process and a page. */
export async function receivedOf(id: string): Promise<number> {
  const found = await stat(incomingPath(id)).catch(unlessMissing);
  return found?.size ?? 0;
}

/** How to end what this process is receiving, by the ids of the files. */
const receiving = new Map<string, Set<() => void>>();

/**
 * Writes what comes to the disk as it comes, from the byte `offset` on and never beyond `size`, until the file is removed.
 * When the connection breaks, what came before is there, and whoever asks next is told how much it is.
 */
export async function receive(
  { id, offset, size }: { id: string; offset: number; size: number },
  body: ReadableStream<Uint8Array>,
): Promise<void> {
  await mkdir(folder(), { recursive: true });
  const file = (await open(incomingPath(id), "r+").catch(unlessMissing)) ?? (await open(incomingPath(id), "w"));
  const reader = body.getReader();
  const stop = () => void reader.cancel().catch(() => {});
  const stops = receiving.get(id) ?? new Set();
  receiving.set(id, stops.add(stop));
  try {
    let at = offset;
    for (let chunk = await nextOf(reader); chunk && at + chunk.length <= size; chunk = await nextOf(reader)) {
      await writeWhole(file, chunk, at);
      metrics().uploadsBytes.inc(chunk.length);
      at += chunk.length;
    }
  } finally {
    stops.delete(stop);
    if (stops.size === 0) receiving.delete(id);
    await file.close();
    stop();
  }
}

/** With it ends what still comes: it would go to a file that has no name any more, and that nobody counts. */
export async function removeIncoming(id: string): Promise<void> {
  await rm(incomingPath(id), { force: true });
  for (const stop of receiving.get(id) ?? []) stop();
}

/**
 * Removes what has not grown for as long as an unsent file is kept. Each process does it on its own disk: of a file that went up anew
 * to another one, or was being drawn when this one was killed, nobody else knows that it is here.
 */
export async function removeStaleIncoming(): Promise<void> {
  const before = Date.now() - UNSENT_MS;
  for (const id of (await readdir(folder()).catch(unlessMissing)) ?? []) {
    const found = await stat(incomingPath(id)).catch(unlessMissing);
    if (found && found.mtimeMs < before) await removeIncoming(id);
  }
}

/** A disk that is nearly full may take a part only, without an error. */
async function writeWhole(file: FileHandle, chunk: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < chunk.length; ) {
    const { bytesWritten } = await file.write(chunk, done, chunk.length - done, at + done);
    done += bytesWritten;
  }
}

/** Null at the end, and where the connection breaks. */
async function nextOf(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | null> {
  const next = await reader.read().catch(() => null);
  return next?.value ?? null;
}

function unlessMissing(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
