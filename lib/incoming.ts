import { mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { filesFolder } from "@/lib/storage";

const folder = () => join(filesFolder(), "incoming");

/** Where what has come of a file is gathered until it is whole. */
export const incomingPath = (id: string) => join(folder(), id);

/** Bytes of a file that have come so far. The disk says so: it outlives a connection, a process and a page. */
export async function receivedOf(id: string): Promise<number> {
  const found = await stat(incomingPath(id)).catch(unlessMissing);
  return found?.size ?? 0;
}

/**
 * Writes what comes to the disk as it comes, from the byte `offset` on and never beyond `size`. When the connection
 * breaks, what came before is there, and whoever asks next is told how much it is.
 */
export async function receive(
  { id, offset, size }: { id: string; offset: number; size: number },
  body: ReadableStream<Uint8Array>,
): Promise<void> {
  await mkdir(folder(), { recursive: true });
  const file = (await open(incomingPath(id), "r+").catch(unlessMissing)) ?? (await open(incomingPath(id), "w"));
  const reader = body.getReader();
  try {
    let at = offset;
    for (let chunk = await nextOf(reader); chunk && at + chunk.length <= size; chunk = await nextOf(reader)) {
      await file.write(chunk, 0, chunk.length, at);
      at += chunk.length;
    }
  } finally {
    await file.close();
    await reader.cancel().catch(() => {});
  }
}

export async function removeIncoming(id: string): Promise<void> {
  await rm(incomingPath(id), { force: true });
}

/**
 * Removes what has not grown for so many milliseconds. Each process does it on its own disk: of a file that went up anew
 * to another one, or was being drawn when this one was killed, nobody else knows that it is here.
 */
export async function removeStaleIncoming(milliseconds: number): Promise<void> {
  const before = Date.now() - milliseconds;
  for (const id of (await readdir(folder()).catch(unlessMissing)) ?? []) {
    const found = await stat(incomingPath(id)).catch(unlessMissing);
    if (found && found.mtimeMs < before) await removeIncoming(id);
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
