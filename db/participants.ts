import { and, asc, type Column, eq, inArray, isNotNull, isNull, ne, sql } from "drizzle-orm";
import { database, type Transaction } from "./client";
import { knownColumns } from "./people";
import { threadParticipants, threads, users } from "./schema";

const participantColumns = { ...knownColumns, username: users.username, role: threadParticipants.role };

/** The first message of a thread that a participant may read. */
export const readableFrom = sql<number>`case when ${threads.history} = 'all' then 1 else ${threadParticipants.joinedSeq} end`;

/** The participants of a thread, those who left not among them, in the order they came. */
export function findParticipants(threadId: string, connection: Transaction | ReturnType<typeof database> = database()) {
  return connection
    .select(participantColumns)
    .from(threadParticipants)
    .innerJoin(users, eq(users.id, threadParticipants.userId))
    .where(and(eq(threadParticipants.threadId, threadId), isNull(threadParticipants.leftAt)))
    .orderBy(asc(threadParticipants.joinedAt), asc(users.name));
}

/**
 * Who is in a thread and from which message on they may read it, with the version of that knowledge, read in one
 * statement; undefined for a missing thread.
 */
export async function findMembership(threadId: string) {
  const [membership] = await database()
    .select({
      version: threads.membershipVersion,
      // As JSON: the client knows no arrays (`fetch_types` in client.ts).
      participants: sql<{ id: string; readableFrom: number }[]>`(
        select coalesce(json_agg(json_build_object('id', ${threadParticipants.userId}, 'readableFrom', ${readableFrom})), '[]')
        from ${threadParticipants}
        where ${threadParticipants.threadId} = ${threads.id} and ${threadParticipants.leftAt} is null)`,
    })
    .from(threads)
    .where(eq(threads.id, threadId));
  return membership;
}

/** Every thread that a person is in, or those of the given ones, with the numbers of what changed last. */
export function findMembershipsOf(userId: string, threadIds?: string[]) {
  return database()
    .select({ threadId: threads.id, version: threads.membershipVersion, rev: threads.lastRev })
    .from(threadParticipants)
    .innerJoin(threads, eq(threads.id, threadParticipants.threadId))
    .where(
      and(
        eq(threadParticipants.userId, userId),
        isNull(threadParticipants.leftAt),
        threadIds && inArray(threads.id, threadIds),
      ),
    );
}

/** The ids of the threads that somebody is in, or was once. */
export async function findThreadsEverOf(userId: string): Promise<string[]> {
  const rows = await database()
    .select({ id: threadParticipants.threadId })
    .from(threadParticipants)
    .where(eq(threadParticipants.userId, userId));
  return rows.map(({ id }) => id);
}

/** Somebody's part in a thread and from where they may read it, and how far it is; undefined when they are not in it. */
export async function findParticipation(
  threadId: string,
  userId: string,
  connection: Transaction | ReturnType<typeof database> = database(),
) {
  const [participation] = await connection
    .select({ role: threadParticipants.role, readableFrom, newest: threads.lastSeq, rev: threads.lastRev })
    .from(threadParticipants)
    .innerJoin(threads, eq(threads.id, threadParticipants.threadId))
    .where(participant(threadId, userId));
  return participation;
}

/** Whether a thread is the direct one of somebody with a person whose account was deleted. */
export async function isWithDeleted(tx: Transaction, threadId: string, userId: string): Promise<boolean> {
  const found = await tx
    .select({ id: users.id })
    .from(threadParticipants)
    .innerJoin(threads, eq(threads.id, threadParticipants.threadId))
    .innerJoin(users, eq(users.id, threadParticipants.userId))
    .where(and(eq(threads.id, threadId), eq(threads.kind, "direct"), ne(users.id, userId), isNotNull(users.deletedAt)));
  return found.length > 0;
}

/** Adds people from the message `joinedSeq` on, as if nothing before it were unread; who had left comes back. */
export async function insertParticipants(
  tx: Transaction,
  added: { threadId: string; userIds: string[]; joinedSeq: number; role?: "owner" },
): Promise<void> {
  const join = {
    role: added.role ?? ("member" as const),
    joinedSeq: added.joinedSeq,
    joinedAt: sql`clock_timestamp()`,
    lastReadSeq: added.joinedSeq - 1,
    leftAt: null,
  };
  await tx
    .insert(threadParticipants)
    .values(added.userIds.map((userId) => ({ threadId: added.threadId, userId, ...join })))
    .onConflictDoUpdate({
      target: [threadParticipants.threadId, threadParticipants.userId],
      set: { ...join, readVersion: sql`${threadParticipants.readVersion} + 1` },
    });
}

export async function updateParticipantLeft(tx: Transaction, threadId: string, userId: string): Promise<void> {
  await tx.update(threadParticipants).set({ leftAt: sql`clock_timestamp()` }).where(participant(threadId, userId));
}

export async function updateParticipantRole(
  tx: Transaction,
  { threadId, userId }: { threadId: string; userId: string },
  role: "owner" | "admin" | "member",
): Promise<void> {
  await tx.update(threadParticipants).set({ role }).where(participant(threadId, userId));
}

/** The row of somebody who is in the thread. */
export function participant(threadId: string | Column, userId: string) {
  return and(
    eq(threadParticipants.threadId, threadId),
    eq(threadParticipants.userId, userId),
    isNull(threadParticipants.leftAt),
  );
}
