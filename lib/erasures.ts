import { randomUUID } from "node:crypto";
import { z } from "zod";
import { database, type Transaction, transaction } from "@/db/client";
import { isUnavailable } from "@/db/failure";
import { deleteFilesOf, deleteUnsentFile, isFileKept, isStoredAs, type StoredFile } from "@/db/files";
import { deleteJob, ERASURE, insertJob, type JobRow, takeDueJob, updateJobDue, updateJobPayload } from "@/db/jobs";
import { removeIncoming } from "@/lib/incoming";
import { logFault } from "@/lib/log";
import { Refusal } from "@/lib/refusal";
import { storage } from "@/lib/storage";
import { thumbnailOf } from "@/lib/thumbnails";

const Erasure = z.object({ fileId: z.uuid(), storedAs: z.string().nullable().default(null) });
type Erasure = z.infer<typeof Erasure>;

/** A process that has a job for longer than this, in seconds, has ended in the middle of it. */
const LEASE = 60;
/** How long it waits for its next try, in seconds: soon where the storage was away, and else twice as long each time. */
const SHORT_WAIT = 4;
const LONG_WAIT = 900;

/** Nobody gets the files of these messages any more; what lies in the storage goes soon after. */
export async function eraseFilesOf(tx: Transaction, threadId: string, seqs: number[]): Promise<void> {
  for (const { id, storedAs } of await deleteFilesOf(tx, threadId, seqs))
    await insertErasure(tx, { fileId: id, storedAs });
}

/**
 * What is to be erased, at once or later: a file, if it was not sent by then; or what lies in the storage under a name, if
 * no file has it by then. Answers the id of the job.
 */
export async function insertErasure(
  connection: Parameters<typeof insertJob>[0],
  payload: Erasure,
  dueAt = new Date(0),
): Promise<string> {
  const id = randomUUID();
  await insertJob(connection, { id, kind: ERASURE, payload, dueAt });
  return id;
}

/** Removes all that lies anywhere of a file of which there is no row any more. */
export async function eraseContent({ id, storedAs }: StoredFile): Promise<void> {
  await removeIncoming(id);
  await eraseStored(storedAs ?? id);
}

/** Removes what lies in the storage under a name that no file has. */
export async function eraseStored(storedAs: string): Promise<void> {
  await storage().remove(storedAs);
  await storage().remove(thumbnailOf(storedAs));
}

/**
 * Does an erasure that is due and that nobody else is at. False when there is nothing to go on with at the moment: none is
 * due, or the storage is not to be had, and would not be for the next one either.
 */
export async function doErasure(): Promise<boolean> {
  const job = await takeDueJob(ERASURE, LEASE);
  if (!job) return false;
  try {
    await erase(job.id, Erasure.parse(job.payload));
    await deleteJob(database(), job.id);
    return true;
  } catch (error) {
    logFault(`job ${job.id}`, error);
    return putOff(job, isAway(error));
  }
}

function erase(jobId: string, { fileId, storedAs }: Erasure): Promise<void> {
  return storedAs ? eraseUnlessKept(fileId, storedAs) : eraseUnlessSent(jobId, fileId);
}

/** Of a file that went with its message, or of a try to finish it that came to nothing. */
async function eraseUnlessKept(fileId: string, storedAs: string): Promise<void> {
  const [isStored, isKept] = await transaction(async (tx) => [
    await isStoredAs(tx, storedAs),
    await isFileKept(tx, fileId),
  ]);
  if (!isKept) await removeIncoming(fileId);
  if (!isStored) await eraseStored(storedAs);
}

/**
 * Erases a file that belongs to no message: one that was never sent, or whose message was deleted. First the row goes,
 * then, when that is committed, the content: no message can get hold of a file that is half gone, and no transaction is
 * open while a bucket is silent.
 */
async function eraseUnlessSent(jobId: string, fileId: string): Promise<void> {
  const gone = await transaction(async (tx) => {
    const deleted = await deleteUnsentFile(tx, fileId);
    // Only its row says where it lies: from now on this job does.
    if (deleted) await updateJobPayload(tx, jobId, { fileId, storedAs: deleted.storedAs });
    return deleted ?? ((await isFileKept(tx, fileId)) ? null : { id: fileId, storedAs: null });
  });
  if (gone) await eraseContent(gone);
}

async function putOff({ id, attempts }: JobRow, isShort: boolean): Promise<boolean> {
  await updateJobDue(id, Math.min(2 ** (attempts - 1), isShort ? SHORT_WAIT : LONG_WAIT));
  return !isShort;
}

function isAway(error: unknown): boolean {
  return isUnavailable(error) || (error instanceof Refusal && error.code === "unavailable");
}
