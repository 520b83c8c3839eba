import { transaction } from "@/db/client";
import { deleteUnsentFileOf, type FileRow, findFile, findReadableFile, insertFile, sumFilesOf } from "@/db/files";
import { lockPerson } from "@/db/people";
import { insertErasure } from "@/lib/erasures";
import { fileLimits, fileQuota } from "@/lib/file-limits";
import { finishOnce } from "@/lib/finishing";
import { receivedOf, removeIncoming, whenUnsent } from "@/lib/incoming";
import { requireWithin } from "@/lib/limiter";
import { toMessageFile } from "@/lib/message-files";
import { requireParticipant } from "@/lib/participants";
import { Refusal } from "@/lib/refusal";
import type { Viewer } from "@/lib/sessions";
import { thumbnailOf } from "@/lib/thumbnails";
import type { CancelFile, MessageFile, OpenFile, PutFile, ReceivedFile } from "@/lib/wire/files";

const MEGABYTE = 1024 * 1024;

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

/** That the viewer may bring so many bytes now; a part of a megabyte counts as one. */
export function requireMayBring(viewer: Viewer, bytes: number): Promise<void> {
  return requireWithin("file-megabytes", viewer.id, Math.ceil(bytes / MEGABYTE));
}

/** The viewer does not want to send a file any more. Of one that is sent, and of those of others, nothing is taken. */
export async function cancelFile(viewer: Viewer, { id }: CancelFile): Promise<void> {
  const gone = await transaction(async (tx) => {
    const deleted = await deleteUnsentFileOf(tx, viewer.id, id);
    if (deleted) await insertErasure(tx, { fileId: id, storedAs: deleted.storedAs });
    return deleted;
  });
  if (gone) await removeIncoming(id);
}

async function lookAt(file: FileRow): Promise<ReceivedFile> {
  if (file.type) return { received: file.size, file: toMessageFile(file) };
  const received = await receivedOf(file.id);
  if (received < file.size) return { received, file: null };
  return { received, file: await finishOnce(file) };
}

/** What lies in the storage under `storedAs`, `size` bytes of it. */
export type OpenedFile = Pick<MessageFile, "name" | "type" | "size"> & { storedAs: string };

/** A file of a message that the viewer may read, or its thumbnail; an image that has none is small enough itself. */
export async function openFile(viewer: Viewer, { id, size }: OpenFile): Promise<OpenedFile> {
  const file = await findReadableFile(viewer.id, id);
  if (!file) throw new Refusal("no-such-file");
  const { name, type } = toMessageFile(file);
  const storedAs = file.storedAs ?? id;
  if (size === "small" && file.thumbnailSize !== null) {
    return { name, type, size: file.thumbnailSize, storedAs: thumbnailOf(storedAs) };
  }
  return { name, type, size: file.size, storedAs };
}

/** The row of a file, made by whoever brings it first. The id of somebody else's, or of another file, is none. */
async function insertFileOnce(viewer: Viewer, put: Pick<PutFile, "id" | "threadId" | "name" | "size">) {
  const { id, threadId, name, size } = put;
  const held = await findFile(id);
  if (!held) {
    await requireWithin("file", viewer.id);
    return transaction(async (tx) => {
      // What one person brings at the same time is counted one after the other.
      await lockPerson(tx, viewer.id);
      if ((await sumFilesOf(tx, viewer.id)) + size > fileQuota()) throw new Refusal("quota-exceeded");
      const made = await insertFile(tx, { id, threadId, name, size, personId: viewer.id });
      if (!made) throw new Refusal("unavailable");
      await insertErasure(tx, { fileId: id, storedAs: null }, whenUnsent());
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
