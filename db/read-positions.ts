import { and, eq, exists, isNull, lt, lte, ne, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { notEstranged } from "./blocks";
import { database } from "./client";
import { participant, readableFrom } from "./participants";
import { threadParticipants, threads, users } from "./schema";

/** Never past the newest message, whatever a tab says. */
const upTo = (seq: number) => sql<number>`least(${seq}::integer, ${threads.lastSeq})`;

/** What others may be told of a participant's position. */
const receiptColumns = {
  membershipVersion: threads.membershipVersion,
  deliveredSeq: threadParticipants.lastDeliveredSeq,
  seenSeq: threadParticipants.seenSeq,
  seenAt: threadParticipants.seenAt,
  readableFrom,
  receiptsOn: sql<boolean>`(select ${users.receiptsOn} from ${users} where ${users.id} = ${threadParticipants.userId})`,
};

/**
 * Moves somebody's position in a thread forward, never back and not past the newest message: to `displayed`, unless the
 * position was set anew since the version that the tab knew, and to what their tabs have `received`. Undefined when
 * nothing moved.
 */
export async function updatePosition(
  { threadId, userId }: { threadId: string; userId: string },
  { displayed, received }: { displayed: { seq: number; version: number } | null; received: number },
) {
  const { seq, version } = displayed ?? { seq: 0, version: 0 };
  const delivered = upTo(Math.max(received, seq));
  const reads = sql`(${threadParticipants.readVersion} <= ${version} and ${threadParticipants.lastReadSeq} < ${upTo(seq)})`;
  const [moved] = await database()
    .update(threadParticipants)
    .set({
      lastReadSeq: sql`case when ${reads} then ${upTo(seq)} else ${threadParticipants.lastReadSeq} end`,
      lastReadAt: sql`case when ${reads} then now() else ${threadParticipants.lastReadAt} end`,
      ...seen(upTo(seq)),
      lastDeliveredSeq: sql`greatest(${threadParticipants.lastDeliveredSeq}, ${delivered})`,
    })
    .from(threads)
    .where(
      and(
        eq(threads.id, threadParticipants.threadId),
        participant(threadId, userId),
        or(reads, lt(threadParticipants.lastDeliveredSeq, delivered)),
      ),
    )
    .returning({ threadId: threadParticipants.threadId, ...receiptColumns });
  return moved;
}

/** Sets the position anew, before the message at `seq`, unless it was set anew since the version that the tab knew. */
export async function updatePositionBack(
  { threadId, userId }: { threadId: string; userId: string },
  { seq, version }: { seq: number; version: number },
): Promise<boolean> {
  const before = sql<number>`greatest(${upTo(seq)}, ${readableFrom}, 1) - 1`;
  const [moved] = await database()
    .update(threadParticipants)
    .set({
      lastReadSeq: before,
      lastReadAt: sql`now()`,
      readVersion: sql`${threadParticipants.readVersion} + 1`,
    })
    .from(threads)
    .where(
      and(
        eq(threads.id, threadParticipants.threadId),
        participant(threadId, userId),
        lte(threadParticipants.readVersion, version),
      ),
    )
    .returning({ threadId: threadParticipants.threadId });
  return moved !== undefined;
}

/** Moves the person's position in every thread to its end; answers those that moved, as of each thread's change `rev`. */
export function updatePositionsToEnd(userId: string) {
  return database()
    .update(threadParticipants)
    .set({
      lastReadSeq: threads.lastSeq,
      lastReadAt: sql`now()`,
      ...seen(threads.lastSeq),
      // What came after the statement began may have been delivered by the time that it gets the row.
      lastDeliveredSeq: sql`greatest(${threadParticipants.lastDeliveredSeq}, ${threads.lastSeq})`,
    })
    .from(threads)
    .where(
      and(
        eq(threads.id, threadParticipants.threadId),
        eq(threadParticipants.userId, userId),
        isNull(threadParticipants.leftAt),
        lt(threadParticipants.lastReadSeq, threads.lastSeq),
      ),
    )
    .returning({
      ...{ threadId: threadParticipants.threadId, seq: threadParticipants.lastReadSeq },
      ...{ version: threadParticipants.readVersion, rev: threads.lastRev },
      ...receiptColumns,
    });
}

/**
 * How far the others in a thread are, for a participant who tells others as much; of those who tell nobody, nothing.
 */
export function findReceipts(viewerId: string, threadId: string) {
  const selves = alias(threadParticipants, "selves");
  const self = database()
    .select({ id: users.id })
    .from(users)
    .innerJoin(selves, and(eq(selves.userId, users.id), eq(selves.threadId, threadId), isNull(selves.leftAt)))
    .where(and(eq(users.id, viewerId), users.receiptsOn));
  return database()
    .select({ personId: threadParticipants.userId, ...receiptColumns })
    .from(threadParticipants)
    .innerJoin(threads, eq(threads.id, threadParticipants.threadId))
    .innerJoin(users, and(eq(users.id, threadParticipants.userId), users.receiptsOn))
    .where(
      and(
        eq(threadParticipants.threadId, threadId),
        isNull(threadParticipants.leftAt),
        ne(threadParticipants.userId, viewerId),
        exists(self),
        notEstranged(viewerId, threadParticipants.userId),
      ),
    );
}

/** What was seen stays seen, and from when. */
function seen(seq: ReturnType<typeof upTo> | typeof threads.lastSeq) {
  const isFurther = sql`${threadParticipants.seenSeq} < ${seq}`;
  return {
    seenSeq: sql`greatest(${threadParticipants.seenSeq}, ${seq})`,
    seenAt: sql`case when ${isFurther} then now() else ${threadParticipants.seenAt} end`,
  };
}
