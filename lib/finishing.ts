import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { fileTypeFromFile } from "file-type";
import { database } from "@/db/client";
import { deleteUnfinishedFile, type FileRow, findFile, updateFileWhole } from "@/db/files";
import { deleteJob } from "@/db/jobs";
import { eraseContent, eraseStored, insertErasure } from "@/lib/erasures";
import { DRAWN_TYPE, drawImage, isDrawable } from "@/lib/images";
import { incomingPath, removeIncoming, whenUnsent } from "@/lib/incoming";
import { toMessageFile } from "@/lib/message-files";
import { Refusal } from "@/lib/refusal";
import { storage } from "@/lib/storage";
import { drawThumbnail, thumbnailOf } from "@/lib/thumbnails";
import type { MessageFile } from "@/lib/wire/files";

/** What is being finished in this process. */
const finishing = new Map<string, Promise<MessageFile>>();

/** Makes a file whole of which all has come. It may take longer than an answer: who asks again meanwhile waits for the same. */
export function finishOnce(file: FileRow): Promise<MessageFile> {
  const begun = finishing.get(file.id) ?? finish(file).finally(() => finishing.delete(file.id));
  finishing.set(file.id, begun);
  return begun;
}

/**
 * Keeps a file under the type that its bytes say, whatever its name says. An image is drawn anew, and of everything else a
 * copy is kept: what may still come by a connection that was given up changes nothing. Another process may be at the same:
 * whoever is done first has finished it, and what the other one has made goes.
 */
async function finish(file: FileRow): Promise<MessageFile> {
  const storedAs = `${file.id}.${randomUUID()}`;
  // Should this process die on the way.
  const erasureId = await insertErasure(database(), { fileId: file.id, storedAs }, whenUnsent());
  const whole = await keep(file, storedAs).catch(async (error) => {
    // Nobody can do anything with it any more.
    const isUnusable = error instanceof Refusal && error.code === "unusable-image";
    if (isUnusable && (await deleteUnfinishedFile(file.id))) await eraseContent({ id: file.id, storedAs });
    throw error;
  });
  const kept = await updateFileWhole(file.id, { ...whole, storedAs });
  if (!kept) {
    await eraseStored(storedAs);
    return finishedElsewhere(file);
  }
  await deleteJob(database(), erasureId);
  await removeIncoming(file.id);
  return toMessageFile(kept);
}

async function finishedElsewhere({ id }: FileRow): Promise<MessageFile> {
  const file = await findFile(id);
  await removeIncoming(id);
  if (!file?.type) throw new Refusal("no-such-file");
  return toMessageFile(file);
}

async function keep(file: FileRow, storedAs: string) {
  const type = (await fileTypeFromFile(incomingPath(file.id)))?.mime;
  return type && isDrawable(type) ? keepImage(file.id, type, storedAs) : keepAsItIs(file, storedAs, type);
}

async function keepImage(id: string, type: string, storedAs: string) {
  const { bytes, ...drawn } = await drawImage(incomingPath(id), type);
  const thumbnail = await drawThumbnail(bytes);
  await store(storedAs, bytes);
  if (thumbnail.bytes) await store(thumbnailOf(storedAs), thumbnail.bytes);
  const { thumbhash } = thumbnail;
  return { ...drawn, size: bytes.length, type: DRAWN_TYPE, thumbhash, thumbnailSize: thumbnail.bytes?.length ?? null };
}

async function store(storedAs: string, bytes: Buffer): Promise<void> {
  const path = incomingPath(storedAs);
  try {
    await writeFile(path, bytes);
    await storage().put(storedAs, path);
  } finally {
    await removeIncoming(storedAs);
  }
}

async function keepAsItIs({ id, size }: FileRow, storedAs: string, type = "application/octet-stream") {
  await storage().put(storedAs, incomingPath(id));
  return { size, type, width: null, height: null, thumbhash: null, thumbnailSize: null };
}
