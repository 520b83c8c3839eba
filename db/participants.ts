import { and, asc, eq, isNull, lt, sql } from "drizzle-orm";
import { database, type Transaction } from "./client";
import { threadParticipants, threads, users } from "./schema";

const participantColumns = { id: users.id, name: users.name, role: threadParticipants.role };

/** The participants of a thread, those who left not among them, in the order they came. */
export function findParticipants(threadId: string, connection: Transaction | ReturnType<typeof database> = database()) {
  return connection
    .select(participantColumns)
    .from(threadParticipants)
    .innerJoin(users, eq(users.id, threadParticipants.userId))
    .where(and(eq(threadParticipants.threadId, threadId), isNull(threadParticipants.leftAt)))
    .orderBy(asc(threadParticipants.joinedAt), asc(users.name));
}

/** Who is in a thread, with the version of that knowledge, read in one statement; undefined for a missing thread. */
export async function findMembership(threadId: string) {
  const [membership] = await database()
    .select({
      version: threads.membershipVersion,
      // As JSON: the client knows no arrays (`fetch_types` in client.ts).
      userIds: sql<string[]>`array_to_json(array(
        select ${threadParticipants.userId} from ${threadParticipants}
        where ${threadParticipants.threadId} = ${threads.id} and ${threadParticipants.leftAt} is null))`,
    })
    .from(threads)
    .where(eq(threads.id, threadId));
  return membership;
}

/** Every thread that a person is in, or this one if they are in it. */
export function findMembershipsOf(userId: string, threadId?: string) {
  return database()
    .select({ threadId: threads.id, version: threads.membershipVersion })
    .from(threadParticipants)
    .innerJoin(threads, eq(threads.id, threadParticipants.threadId))
    .where(
      and(
        eq(threadParticipants.userId, userId),
        isNull(threadParticipants.leftAt),
        threadId ? eq(threads.id, threadId) : undefined,
      ),
    );
}

export async function findParticipation(threadId: string, userId: string) {
  const [participation] = await database()
    .select({ role: threadParticipants.role })
    .from(threadParticipants)
    .where(participant(threadId, userId));
  return participation;
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

/** Moves the read position forward, never back and not past the newest message. Undefined when nothing moved. */
export async function updateReadPosition(position: { threadId: string; userId: string; seq: number }) {
  const [moved] = await database()
    .update(threadParticipants)
    .set({
      lastReadSeq: sql`least(${position.seq}, ${threads.lastSeq})`,
      lastReadAt: sql`now()`,
      readVersion: sql`${threadParticipants.readVersion} + 1`,
    })
    .from(threads)
    .where(
      and(
        eq(threads.id, threadParticipants.threadId),
        participant(position.threadId, position.userId),
        lt(threadParticipants.lastReadSeq, sql`least(${position.seq}, ${threads.lastSeq})`),
      ),
    )
    .returning({ threadId: threadParticipants.threadId });
  return moved;
}

function participant(threadId: string, userId: string) {
  return and(
    eq(threadParticipants.threadId, threadId),
    eq(threadParticipants.userId, userId),
    isNull(threadParticipants.leftAt),
  );
}
