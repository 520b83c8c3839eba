import { and, between, desc, eq, gt, gte, inArray, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { UNREAD_LIMIT } from "@/lib/wire/limits";
import { database, type Transaction } from "./client";
import { authorColumns, messageColumns } from "./messages";
import { messages, threadParticipants, threads, users } from "./schema";

const counterparts = alias(threadParticipants, "counterparts");
const counterpartUsers = alias(users, "counterpart_users");

/** Unread is counted, never stored, so that it cannot drift; one look at two numbers spares the threads without any. */
const unread = (viewerId: string) => sql<number>`case
  when ${threadParticipants.lastReadSeq} >= ${threads.lastSeq} then 0
  else (
    select count(*)::integer from (
      select from messages unread
      where unread.thread_id = ${threads.id} and unread.seq > ${threadParticipants.lastReadSeq}
        and unread.author_id <> ${viewerId} and unread.kind = 'text' and unread.deleted_at is null
      limit ${UNREAD_LIMIT}
    ) as counted
  ) end`;

export type SummaryRow = Awaited<ReturnType<typeof findSummaries>>[number];

/** The viewer's threads in which anything was said, by last activity, from the place `before` in the list on. */
export function findSummariesBefore(
  viewerId: string,
  before: { lastMessageAt: string; id: string } | null,
  limit: number,
) {
  const earlier =
    before &&
    sql`(${threads.lastMessageAt}, ${threads.id}) < (${before.lastMessageAt}::timestamptz, ${before.id}::uuid)`;
  return findSummaries(viewerId, and(gt(threads.lastSeq, 0), earlier ?? undefined)).limit(limit);
}

/** Those of the threads that the viewer is in. */
export function findSummariesById(viewerId: string, threadIds: string[]) {
  return findSummaries(viewerId, inArray(threads.id, threadIds));
}

function findSummaries(viewerId: string, condition: SQL | undefined) {
  return database()
    .select({
      id: threads.id,
      kind: threads.kind,
      title: threads.title,
      counterpart: { id: counterpartUsers.id, name: counterpartUsers.name },
      lastMessage: messageColumns,
      lastAuthor: authorColumns,
      lastMessageAt: threads.lastMessageAt,
      lastSeq: threads.lastSeq,
      rev: threads.lastRev,
      unread: unread(viewerId),
      lastReadSeq: threadParticipants.lastReadSeq,
      readVersion: threadParticipants.readVersion,
    })
    .from(threadParticipants)
    .innerJoin(threads, eq(threads.id, threadParticipants.threadId))
    .leftJoin(
      messages,
      and(
        eq(messages.threadId, threads.id),
        eq(messages.seq, threads.lastSeq),
        or(eq(threads.history, "all"), gte(messages.seq, threadParticipants.joinedSeq)),
      ),
    )
    .leftJoin(users, eq(users.id, messages.authorId))
    .leftJoin(
      counterparts,
      and(eq(threads.kind, "direct"), eq(counterparts.threadId, threads.id), ne(counterparts.userId, viewerId)),
    )
    .leftJoin(counterpartUsers, eq(counterpartUsers.id, counterparts.userId))
    .where(and(eq(threadParticipants.userId, viewerId), isNull(threadParticipants.leftAt), condition))
    .orderBy(desc(threads.lastMessageAt), desc(threads.id))
    .$dynamic();
}

/** Threads that changed in the last seconds, by the database's clock, but for what is only just being announced. */
export function findThreadsChangedWithin(seconds: number) {
  return database()
    .select({ threadId: threads.id, rev: threads.lastRev, membershipVersion: threads.membershipVersion })
    .from(threads)
    .where(
      between(
        threads.lastChangeAt,
        sql`now() - make_interval(secs => ${seconds})`,
        sql`now() - interval '500 milliseconds'`,
      ),
    );
}

/** Of these threads, those that a person is in, each with the number of its newest change. */
export function findThreadRevs(userId: string, threadIds: string[]) {
  return database()
    .select({ id: threads.id, rev: threads.lastRev })
    .from(threadParticipants)
    .innerJoin(threads, eq(threads.id, threadParticipants.threadId))
    .where(
      and(
        eq(threadParticipants.userId, userId),
        isNull(threadParticipants.leftAt),
        inArray(threadParticipants.threadId, threadIds),
      ),
    );
}

/** A thread as all its participants see it, and its newest change; undefined when it is missing. */
export async function findThread(threadId: string) {
  const [thread] = await database()
    .select({ id: threads.id, kind: threads.kind, title: threads.title, rev: threads.lastRev })
    .from(threads)
    .where(eq(threads.id, threadId));
  return thread;
}

/** Makes the thread unless it is there; tells whether it made it. */
export async function insertThread(tx: Transaction, thread: typeof threads.$inferInsert): Promise<boolean> {
  const made = await tx.insert(threads).values(thread).onConflictDoNothing().returning({ id: threads.id });
  return made.length > 0;
}

/** Locks a thread against every other change until the transaction ends; undefined when it is missing. */
export async function lockThread(tx: Transaction, threadId: string) {
  const [thread] = await tx.select().from(threads).where(eq(threads.id, threadId)).for("no key update");
  return thread;
}

/** Records what was changed under the lock. */
export async function updateThread(
  tx: Transaction,
  threadId: string,
  change: { lastSeq: number; lastRev: number; membershipVersion: number; lastMessageAt: Date },
): Promise<void> {
  await tx
    .update(threads)
    .set({ ...change, lastChangeAt: sql`clock_timestamp()` })
    .where(eq(threads.id, threadId));
}
