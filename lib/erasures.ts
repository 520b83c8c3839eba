import { randomUUID } from "node:crypto";
import { z } from "zod";
import { database, type Transaction, transaction } from "@/db/client";
import { isUnavailable } from "@/db/failure";
import { deleteFilesOf, deleteUnsentFile, isFileKept } from "@/db/files";
import { ERASURE, insertJob, type JobRow, takeDueJob, updateJobDone, updateJobDue } from "@/db/jobs";
import { removeIncoming } from "@/lib/incoming";
import { logFault } from "@/lib/log";
import { Refusal } from "@/lib/refusal";
import { storage } from "@/lib/storage";
import { thumbnailId } from "@/lib/thumbnails";

const Erasure = z.object({ fileId: z.uuid() });

/** A process that has a job for longer than this, in seconds, has ended in the middle of it. */
const LEASE = 60;
/** How long it waits for its next try, in seconds: soon where the storage was away, and else twice as long each time. */
const SHORT_WAIT = 4;
const LONG_WAIT = 900;

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
 * Does an erasure that is due and that nobody else is at. False when there is nothing to go on with at the moment: none is
 * due, or the storage is not to be had, and would not be for the next one either.
 */
export async function doErasure(): Promise<boolean> {
  const job = await takeDueJob(ERASURE, LEASE);
  if (!job) return false;
  try {
    await eraseUnlessSent(Erasure.parse(job.payload).fileId);
    await updateJobDone(database(), job.id);
    return true;
  } catch (error) {
    logFault(`job ${job.id}`, error);
    return putOff(job, isAway(error));
  }
}

/**
 * Erases a file that belongs to no message: one that was never sent, or whose message was deleted. First the row goes,
 * then, when that is committed, the content: no message can get hold of a file that is half gone, and no transaction is
 * open while a bucket is silent.
 */
async function eraseUnlessSent(fileId: string): Promise<void> {
  const isSent = await transaction(
    async (tx) => !(await deleteUnsentFile(tx, fileId)) && (await isFileKept(tx, fileId)),
  );
  if (!isSent) await eraseContent(fileId);
}

async function putOff({ id, attempts }: JobRow, isShort: boolean): Promise<boolean> {
  await updateJobDue(id, Math.min(2 ** (attempts - 1), isShort ? SHORT_WAIT : LONG_WAIT));
  return !isShort;
}

function isAway(error: unknown): boolean {
  return isUnavailable(error) || (error instanceof Refusal && error.code === "unavailable");
}
