import { and, between, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, ne, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { UNREAD_LIMIT } from "@/lib/wire/limits";
import { attentionColumns, isQuiet } from "./attention";
import { database, type Transaction } from "./client";
import { beginsIn } from "./folded";
import { lastMessageColumns } from "./message-columns";
import { secondsAgo } from "./moments";
import { readableFrom } from "./participants";
import { seenColumns } from "./people";
import { mentions, messages, threadParticipants, threads, users } from "./schema";

const counterparts = alias(threadParticipants, "counterparts");
const counterpartUsers = alias(users, "counterpart_users");

/** What was before one's join does not count, wherever one had read to while the group's history was open. */
const readUpTo = sql<number>`greatest(${threadParticipants.lastReadSeq}, ${readableFrom} - 1)`;

/**
 * Unread is counted, never stored, so that it cannot drift; one look at two numbers spares the threads without any. In
 * the order of the index: without one, PostgreSQL gathers all that are unread before it counts the first hundred.
 */
const unread = (viewerId: string) => sql<number>`case
  when ${threadParticipants.lastReadSeq} >= ${threads.lastSeq} then 0
  else (
    select count(*)::integer from (
      select from messages unread
      where unread.thread_id = ${threads.id} and unread.seq > ${readUpTo}
        and unread.author_id <> ${viewerId} and unread.kind = 'text' and unread.deleted_at is null
      order by unread.seq
      limit ${UNREAD_LIMIT}
    ) as counted
  ) end`;

/** Counted like the unread, by the messages that name the viewer. */
const mentionsOf = (viewerId: string) => sql<number>`case
  when ${threadParticipants.lastReadSeq} >= ${threads.lastSeq} then 0
  else (
    select count(*)::integer from (
      select from ${mentions} mention
      join ${messages} named on named.thread_id = mention.thread_id and named.seq = mention.seq
      where mention.user_id = ${viewerId} and mention.thread_id = ${threads.id}
        and mention.seq > ${readUpTo}
        and named.author_id <> ${viewerId} and named.deleted_at is null
      order by mention.seq
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
  return findSummaries(viewerId, and(gt(threads.lastSeq, 0), before ? isFurtherDown(before) : undefined)).limit(limit);
}

function isFurtherDown(before: { lastMessageAt: string; id: string }) {
  return sql`(${threads.lastMessageAt}, ${threads.id}) < (${before.lastMessageAt}::timestamptz, ${before.id}::uuid)`;
}

/** The viewer's threads further down in the list than `before` in which something is unread. */
export function findUnreadBefore(viewerId: string, before: { lastMessageAt: string; id: string }, limit: number) {
  return database()
    .select({ id: threads.id, isQuiet })
    .from(threadParticipants)
    .innerJoin(threads, eq(threads.id, threadParticipants.threadId))
    .where(
      and(
        eq(threadParticipants.userId, viewerId),
        isNull(threadParticipants.leftAt),
        lt(threadParticipants.lastReadSeq, threads.lastSeq),
        isFurtherDown(before),
        gt(unread(viewerId), 0),
      ),
    )
    .limit(limit);
}

/** The threads that the viewer has pinned, further down in the list than `before`: all of them, of which there are few. */
export function findPinnedBefore(viewerId: string, before: { lastMessageAt: string; id: string }) {
  return findSummaries(viewerId, and(isNotNull(threadParticipants.pinnedAt), isFurtherDown(before)));
}

/** Those of the threads that the viewer is in. */
export function findSummariesById(viewerId: string, threadIds: string[]) {
  return findSummaries(viewerId, inArray(threads.id, threadIds));
}

/**
 * The viewer's threads in which anything was said, of whose title a word begins so, by last activity. It reads the titles
 * of their own threads and of nobody else's.
 */
export function findSummariesByTitle(viewerId: string, beginning: string, limit: number) {
  const begins = beginsIn(sql`coalesce(${counterpartUsers.name}, ${threads.title}, '')`, beginning);
  return findSummaries(viewerId, and(gt(threads.lastSeq, 0), begins)).limit(limit);
}

function findSummaries(viewerId: string, condition: SQL | undefined) {
  return database()
    .select({
      id: threads.id,
      kind: threads.kind,
      title: threads.title,
      pictureId: threads.pictureId,
      counterpart: { id: counterpartUsers.id, name: counterpartUsers.name, pictureId: counterpartUsers.pictureId },
      lastMessage: lastMessageColumns,
      lastAuthor: seenColumns,
      lastMessageAt: threads.lastMessageAt,
      lastSeq: threads.lastSeq,
      rev: threads.lastRev,
      unread: unread(viewerId),
      mentions: mentionsOf(viewerId),
      lastReadSeq: threadParticipants.lastReadSeq,
      readVersion: threadParticipants.readVersion,
      attention: attentionColumns,
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
    .where(between(threads.lastChangeAt, secondsAgo(seconds), sql`now() - interval '500 milliseconds'`));
}

/** A thread as all its participants see it, and its newest change; undefined when it is missing. */
export async function findThread(threadId: string, connection: Transaction | ReturnType<typeof database> = database()) {
  const [thread] = await connection
    .select({
      id: threads.id,
      kind: threads.kind,
      title: threads.title,
      history: threads.history,
      pictureId: threads.pictureId,
      rev: threads.lastRev,
    })
    .from(threads)
    .where(eq(threads.id, threadId));
  return thread;
}

/** Makes the thread unless it is there; tells whether it made it. */
export async function insertThread(tx: Transaction, thread: typeof threads.$inferInsert): Promise<boolean> {
  const made = await tx.insert(threads).values(thread).onConflictDoNothing().returning({ id: threads.id });
  return made.length > 0;
}

export type LockedThread = NonNullable<Awaited<ReturnType<typeof lockThread>>>;

/** Locks a thread against every other change until the transaction ends; undefined when it is missing. */
export async function lockThread(tx: Transaction, threadId: string) {
  const [thread] = await tx.select().from(threads).where(eq(threads.id, threadId)).for("no key update");
  return thread;
}

/** Records what was changed under the lock. */
export async function updateThread(
  tx: Transaction,
  threadId: string,
  change: {
    lastRev: number;
    lastSeq?: number;
    membershipVersion?: number;
    lastMessageAt?: Date;
  },
): Promise<void> {
  await tx
    .update(threads)
    .set({ ...change, lastChangeAt: sql`clock_timestamp()` })
    .where(eq(threads.id, threadId));
}

/** Changes what its participants can set about a thread, under the lock. */
export async function updateThreadSettings(
  tx: Transaction,
  threadId: string,
  settings: { title: string } | { history: "join" | "all" } | { pictureId: string | null },
): Promise<void> {
  await tx.update(threads).set(settings).where(eq(threads.id, threadId));
}
