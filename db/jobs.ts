import { and, asc, eq, isNull, lte, notInArray, sql } from "drizzle-orm";
import { database, type Transaction } from "./client";
import { jobs } from "./schema";

export type JobRow = typeof jobs.$inferSelect;

export async function insertJob(
  connection: Transaction | ReturnType<typeof database>,
  job: Pick<JobRow, "id" | "kind" | "payload"> & Partial<Pick<JobRow, "dueAt">>,
): Promise<void> {
  await connection.insert(jobs).values(job);
}

/** The kind of the job that fetches a page. `send_messages` writes it (0016_link_previews.sql). */
export const PREVIEW = "preview-link";
/** The kind of the job that erases a file, which may lie in somebody else's store. */
export const ERASURE = "erase-file";

/** The kinds that wait for somebody else's server: they are not done while a transaction is open, but taken for a while. */
const TAKEN = [PREVIEW, ERASURE];

/** Holds a job that is due until the transaction ends, one that nobody else holds; undefined when there is none. */
export async function lockDueJob(tx: Transaction): Promise<JobRow | undefined> {
  const [job] = await tx
    .select()
    .from(jobs)
    .where(and(isNull(jobs.doneAt), lte(jobs.dueAt, sql`now()`), notInArray(jobs.kind, TAKEN)))
    .orderBy(asc(jobs.dueAt), asc(jobs.id))
    .limit(1)
    .for("update", { skipLocked: true });
  return job;
}

/** Takes a job of a kind that is due: for so many seconds it is nobody else's. Undefined when there is none. */
export async function takeDueJob(kind: string, seconds: number): Promise<JobRow | undefined> {
  const due = database()
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(isNull(jobs.doneAt), lte(jobs.dueAt, sql`now()`), eq(jobs.kind, kind)))
    .orderBy(asc(jobs.dueAt), asc(jobs.id))
    .limit(1)
    .for("update", { skipLocked: true });
  const [job] = await database()
    .update(jobs)
    .set({ attempts: sql`${jobs.attempts} + 1`, dueAt: inSeconds(seconds) })
    .where(sql`${jobs.id} = (${due})`)
    .returning();
  return job;
}

/** A job that was taken is not done yet, and is anybody's again after so many seconds. */
export async function updateJobDue(id: string, seconds: number): Promise<void> {
  await database()
    .update(jobs)
    .set({ dueAt: inSeconds(seconds) })
    .where(eq(jobs.id, id));
}

const inSeconds = (seconds: number) => sql`now() + make_interval(secs => ${seconds})`;

/** How far a job is; it stands or falls with what was done. */
export async function updateJobPayload(tx: Transaction, id: string, payload: JobRow["payload"]): Promise<void> {
  await tx.update(jobs).set({ payload, attempts: 0 }).where(eq(jobs.id, id));
}

/** A job that is done has left nothing to know of it. */
export async function deleteJob(connection: Transaction | ReturnType<typeof database>, id: string): Promise<void> {
  await connection.delete(jobs).where(eq(jobs.id, id));
}

/** Another try later, each twice as late as the one before, up to so many seconds. */
export async function updateJobPostponed(id: string, longest: number): Promise<void> {
  await database()
    .update(jobs)
    .set({
      attempts: sql`${jobs.attempts} + 1`,
      dueAt: sql`now() + make_interval(secs => least(${longest}::integer, power(2, least(${jobs.attempts}, 10))))`,
    })
    .where(eq(jobs.id, id));
}
