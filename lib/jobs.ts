import { type Transaction, transaction } from "@/db/client";
import { isUnavailable } from "@/db/failure";
import { deleteJob, type JobRow, lockDueJob, updateJobPayload, updateJobPostponed } from "@/db/jobs";
import { DELETION, deletionStep } from "@/lib/deletions";
import { logFault } from "@/lib/log";
import { ENTERING, enteringStep } from "@/lib/message-words";
import { type Announcement, announce } from "@/lib/realtime";

/** One step of a job: what is left of it then (null: nothing), and what is to be announced after the commit. */
type Step = (
  tx: Transaction,
  payload: unknown,
) => Promise<{ left: JobRow["payload"] | null; announcements: Announcement[] }>;

/**
 * How long a job waits at most for its next try, in seconds: what failed because the database was away, or busy in the same
 * thread, goes on soon after; what fails for reasons of its own will not be better in a minute.
 */
const SHORT_WAIT = 4;
const LONG_WAIT = 900;

/** How each kind of job goes one step further: in one transaction with the note of how far it is. */
const STEPS: Record<string, Step> = { [DELETION]: deletionStep, [ENTERING]: enteringStep };

/**
 * Goes one step further with a job that is due and that nobody else is at; false when there is none. A process that dies
 * in a step has done nothing of it, and another one goes on from there; a step that fails is tried again later.
 */
export async function doJobStep(): Promise<boolean> {
  const begun: { id?: string } = {};
  try {
    const announcements = await transaction(async (tx) => {
      const job = await lockDueJob(tx);
      if (!job) return null;
      begun.id = job.id;
      const step = STEPS[job.kind];
      if (!step) throw new Error(`Nobody knows how to do a job of the kind ${job.kind}.`);

      const { left, announcements } = await step(tx, job.payload);
      if (left) await updateJobPayload(tx, job.id, left);
      else await deleteJob(tx, job.id);
      return announcements;
    });
    for (const announcement of announcements ?? []) announce(announcement);
    return announcements !== null;
  } catch (error) {
    if (!begun.id) throw error;
    logFault(`job ${begun.id}`, error);
    await updateJobPostponed(begun.id, isUnavailable(error) ? SHORT_WAIT : LONG_WAIT);
    return true;
  }
}
