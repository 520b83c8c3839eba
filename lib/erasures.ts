import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { deleteFilesOf, deleteUnsentFile, isFileKept } from "@/db/files";
import { insertJob } from "@/db/jobs";
import { removeIncoming } from "@/lib/incoming";
import { storage } from "@/lib/storage";
import { thumbnailId } from "@/lib/thumbnails";

export const ERASURE = "erase-file";

const Erasure = z.object({ fileId: z.uuid() });

/** Nobody gets the files of these messages any more; what lies in the storage goes soon after. */
export async function eraseFilesOf(tx: Transaction, threadId: string, seqs: number[]): Promise<void> {
  for (const fileId of await deleteFilesOf(tx, threadId, seqs))
    await insertJob(tx, { id: randomUUID(), kind: ERASURE, payload: { fileId } });
}

/** Removes all that lies anywhere of a file of which there is no row any more. */
export async function eraseContent(fileId: string): Promise<void> {
  await removeIncoming(fileId);
  await storage().remove(fileId);
  await storage().remove(thumbnailId(fileId));
}

/**
 * Erases a file that belongs to no message: one that was never sent, or whose message was deleted. First the row goes,
 * then, when that is committed, what lies on the disk: no message can get hold of a file that is half gone.
 */
export async function erasureStep(tx: Transaction, payload: unknown) {
  const { fileId } = Erasure.parse(payload);
  if (await deleteUnsentFile(tx, fileId)) return { left: { fileId }, announcements: [] };

  if (!(await isFileKept(tx, fileId))) await eraseContent(fileId);
  return { left: null, announcements: [] };
}
