import { randomUUID } from "node:crypto";
import { fileTypeFromFile } from "file-type";
import { transaction } from "@/db/client";
import {
  deleteUnsentFileOf,
  type FileRow,
  findFile,
  findReadableFile,
  insertFile,
  sumFilesOf,
  updateFileWhole,
} from "@/db/files";
import { ERASURE, insertJob } from "@/db/jobs";
import { lockPerson } from "@/db/people";
import { eraseContent } from "@/lib/erasures";
import { fileLimits, fileQuota } from "@/lib/file-limits";
import { DRAWN_TYPE, drawImage, isDrawable } from "@/lib/images";
import { incomingPath, receivedOf, removeIncoming, UNSENT_MS } from "@/lib/incoming";
import { toMessageFile } from "@/lib/message-files";
import { requireParticipant } from "@/lib/participants";
import { Refusal } from "@/lib/refusal";
import type { Viewer } from "@/lib/sessions";
import { storage } from "@/lib/storage";
import { drawThumbnail, thumbnailId } from "@/lib/thumbnails";
import type { CancelFile, MessageFile, OpenFile, PutFile, ReceivedFile } from "@/lib/wire/files";

/** How much there is of a file that the viewer brings for a message. What is whole is looked at, and kept. */
export async function putFile(viewer: Viewer, { threadId, ...put }: PutFile): Promise<ReceivedFile> {
  await requireParticipant(viewer, threadId);
  if (put.size === 0) throw new Refusal("file-empty");
  if (put.size > fileLimits().bytes) throw new Refusal("file-too-large");

  return lookAt(await insertFileOnce(viewer, { ...put, threadId }));
}

/** The same after more of it has come. If it was cancelled meanwhile, what came since is nobody's. */
export async function checkFile(viewer: Viewer, { threadId, id }: PutFile): Promise<ReceivedFile> {
  await requireParticipant(viewer, threadId);
  const file = await findFile(id);
  if (!file) await removeIncoming(id);
  if (!file || !isBrought(file, viewer, threadId)) throw new Refusal("no-such-file");
  return lookAt(file);
}

/** The viewer does not want to send a file any more. Of one that is sent, and of those of others, nothing is taken. */
export async function cancelFile(viewer: Viewer, { id }: CancelFile): Promise<void> {
  await dropFile(viewer.id, id);
}

async function lookAt(file: FileRow): Promise<ReceivedFile> {
  if (file.type) return { received: file.size, file: toMessageFile(file) };
  const received = await receivedOf(file.id);
  if (received < file.size) return { received, file: null };
  return { received, file: await finishOnce(file) };
}

/** What lies in the storage under `storedId`, `size` bytes of it. */
export type OpenedFile = Pick<MessageFile, "name" | "type" | "size"> & { storedId: string };

/** A file of a message that the viewer may read, or its thumbnail; an image that has none is small enough itself. */
export async function openFile(viewer: Viewer, { id, size }: OpenFile): Promise<OpenedFile> {
  const file = await findReadableFile(viewer.id, id);
  if (!file) throw new Refusal("no-such-file");
  const { name, type } = toMessageFile(file);
  if (size === "small" && file.thumbnailSize !== null) {
    return { name, type, size: file.thumbnailSize, storedId: thumbnailId(id) };
  }
  return { name, type, size: file.size, storedId: id };
}

/** The row of a file, made by whoever brings it first. The id of somebody else's, or of another file, is none. */
async function insertFileOnce(viewer: Viewer, put: Pick<PutFile, "id" | "threadId" | "name" | "size">) {
  const { id, threadId, name, size } = put;
  const held = await findFile(id);
  if (!held) {
    return transaction(async (tx) => {
      // What one person brings at the same time is counted one after the other.
      await lockPerson(tx, viewer.id);
      if ((await sumFilesOf(tx, viewer.id)) + size > fileQuota()) throw new Refusal("quota-exceeded");
      const made = await insertFile(tx, { id, threadId, name, size, personId: viewer.id });
      if (!made) throw new Refusal("unavailable");
      const dueAt = new Date(Date.now() + UNSENT_MS);
      await insertJob(tx, { id: randomUUID(), kind: ERASURE, payload: { fileId: id }, dueAt });
      return made;
    });
  }
  // An image that is whole has the size of what was drawn.
  const isSame = isBrought(held, viewer, threadId) && (held.type || held.size === size);
  if (!isSame) throw new Refusal("no-such-file");
  return held;
}

function isBrought(file: FileRow, viewer: Viewer, threadId: string): boolean {
  return file.personId === viewer.id && file.threadId === threadId;
}

/** What is being finished in this process. It may take longer than an answer; who asks again meanwhile waits for the same. */
const finishing = new Map<string, Promise<MessageFile>>();

function finishOnce(file: FileRow): Promise<MessageFile> {
  const begun = finishing.get(file.id) ?? finish(file).finally(() => finishing.delete(file.id));
  finishing.set(file.id, begun);
  return begun;
}

/**
 * Keeps a file under the type that its bytes say, whatever its name says. An image is drawn anew, and of everything else a
 * copy is kept: what may still come by a connection that was given up changes nothing.
 */
async function finish(file: FileRow): Promise<MessageFile> {
  const whole = await keep(file).catch(async (error) => {
    // Nobody can do anything with it any more.
    if (error instanceof Refusal && error.code === "unusable-image") await dropFile(file.personId, file.id);
    throw error;
  });
  const kept = await updateFileWhole(file.id, whole);
  if (!kept) {
    await eraseContent(file.id);
    throw new Refusal("no-such-file");
  }
  await removeIncoming(file.id);
  return toMessageFile(kept);
}

async function dropFile(personId: string, id: string): Promise<void> {
  if (await deleteUnsentFileOf(personId, id)) await eraseContent(id);
}

async function keep(file: FileRow) {
  const type = (await fileTypeFromFile(incomingPath(file.id)))?.mime;
  return type && isDrawable(type) ? keepImage(file.id, type) : keepAsItIs(file, type);
}

async function keepImage(id: string, type: string) {
  // Another process that is asked meanwhile draws it a second time, beside this one.
  const drawnId = `${id}.${randomUUID()}`;
  const smallId = thumbnailId(drawnId);
  try {
    const drawn = await drawImage(incomingPath(id), type, incomingPath(drawnId));
    const thumbnail = await drawThumbnail(incomingPath(drawnId), incomingPath(smallId));
    await storage().put(id, incomingPath(drawnId));
    if (thumbnail.thumbnailSize !== null) await storage().put(thumbnailId(id), incomingPath(smallId));
    return { ...drawn, ...thumbnail, type: DRAWN_TYPE };
  } finally {
    await removeIncoming(drawnId);
    await removeIncoming(smallId);
  }
}

async function keepAsItIs({ id, size }: FileRow, type = "application/octet-stream") {
  await storage().put(id, incomingPath(id));
  return { size, type, width: null, height: null, thumbhash: null, thumbnailSize: null };
}
