import { once } from "node:events";
import { open, rename, rm, stat } from "node:fs/promises";
import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { pack } from "tar-stream";

/** A tar file that grows. Rejects with what is wrong with its target. */
export type Archive = {
  add: (path: string, content: Buffer) => Promise<void>;
  /** Adds what comes, `bytes` in all. */
  addStream: (path: string, bytes: number, content: AsyncIterable<Uint8Array>) => Promise<void>;
};

/** Owner's eyes only: it has everything that people said, and the hashes of their passwords. */
const MODE = 0o600;

/** Writes an archive into a stream, which is ended when the work is done. */
export async function writeArchive(
  target: Writable,
  signal: AbortSignal,
  work: (archive: Archive) => Promise<void>,
): Promise<void> {
  const tar = pack();
  // What goes wrong with the target is the cause of whatever else does.
  const written = pipeline(tar, target, { signal });
  written.catch(() => {});
  try {
    await work({ add, addStream });
    tar.finalize();
  } catch (error) {
    const isFirst = !tar.destroyed;
    tar.destroy(new Error("The archive was given up."));
    if (!isFirst) await written;
    await written.catch(() => {});
    throw error;
  }
  await written;

  function begin(path: string, size: number) {
    let sink: ReturnType<typeof tar.entry> | undefined;
    const done = new Promise<void>((resolve, reject) => {
      sink = tar.entry({ name: path, size, mode: MODE, type: "file" }, (error) => (error ? reject(error) : resolve()));
    });
    done.catch(() => {});
    return { sink, done };
  }
  async function add(path: string, content: Buffer): Promise<void> {
    const { sink, done } = begin(path, content.length);
    sink?.end(content);
    await done;
  }
  async function addStream(path: string, bytes: number, content: AsyncIterable<Uint8Array>): Promise<void> {
    const { sink, done } = begin(path, bytes);
    for await (const piece of content) {
      signal.throwIfAborted();
      if (sink && !sink.write(piece)) await Promise.race([once(sink, "drain"), done]);
    }
    sink?.end(null);
    await done;
  }
}

/** A file that is there when all of it was written, and not before: whatever stops it, no half of it stays. */
export async function writeWhole(path: string, work: (target: Writable) => Promise<void>): Promise<void> {
  if (await stat(path).catch(() => undefined)) throw new Error(`There is a ${path} already: name another file.`);
  const part = `${path}.part`;
  const file = await open(part, "wx", MODE).catch((error: NodeJS.ErrnoException) => {
    throw error.code === "EEXIST"
      ? new Error(`Another backup is writing ${part}, or was killed: remove it then.`)
      : error;
  });
  try {
    await work(file.createWriteStream({ flush: true }));
    await rename(part, path);
  } catch (error) {
    await file.close().catch(() => {});
    await rm(part, { force: true });
    throw error;
  }
}
