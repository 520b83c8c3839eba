import { and, asc, eq, isNull, lte, sql } from "drizzle-orm";
import { database, type Transaction } from "./client";
import { jobs } from "./schema";

export type JobRow = typeof jobs.$inferSelect;

export async function insertJob(
  tx: Transaction,
  job: Pick<JobRow, "id" | "kind" | "payload"> & Partial<Pick<JobRow, "dueAt">>,
): Promise<void> {
  await tx.insert(jobs).values(job);
}

/** Holds a job that is due until the transaction ends, one that nobody else holds; undefined when there is none. */
export async function lockDueJob(tx: Transaction): Promise<JobRow | undefined> {
  const [job] = await tx
    .select()
    .from(jobs)
    .where(and(isNull(jobs.doneAt), lte(jobs.dueAt, sql`now()`)))
    .orderBy(asc(jobs.dueAt), asc(jobs.id))
    .limit(1)
    .for("update", { skipLocked: true });
  return job;
}

/** How far a job is; it stands or falls with what was done. */
export async function updateJobPayload(tx: Transaction, id: string, payload: JobRow["payload"]): Promise<void> {
  await tx.update(jobs).set({ payload, attempts: 0 }).where(eq(jobs.id, id));
}

export async function updateJobDone(tx: Transaction, id: string): Promise<void> {
  await tx.update(jobs).set({ doneAt: sql`now()` }).where(eq(jobs.id, id));
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
