import { and, eq, isNotNull, isNull, ne, sql } from "drizzle-orm";
import { database, type Transaction } from "./client";
import { participant } from "./participants";
import { threadParticipants, threads } from "./schema";

export const attentionColumns = {
  version: threadParticipants.attentionVersion,
  mutedUntil: threadParticipants.mutedUntil,
  pinnedAt: threadParticipants.pinnedAt,
  archivedAt: threadParticipants.archivedAt,
};

const { mutedUntil, archivedAt } = threadParticipants;

/** By the clock of the database; null is neither muted nor archived. */
const isMuted = sql`coalesce(${mutedUntil} > now(), false)`;
const isArchived = sql`coalesce(${archivedAt} >= ${threads.lastMessageAt} or (${archivedAt} is not null and ${isMuted}), false)`;

/** Neither counts as something unread. */
export const isQuiet = sql<boolean>`(${isMuted} or ${isArchived})`;

const MUTE_ENDS = {
  hour: sql`now() + interval '1 hour'`,
  "8-hours": sql`now() + interval '8 hours'`,
  week: sql`now() + interval '7 days'`,
  ever: sql`timestamptz '9999-12-31 23:59:59Z'`,
};

type Change = { mute: keyof typeof MUTE_ENDS | null } | { isPinned: boolean } | { isArchived: boolean };

/** Changes one thing of somebody's attention to a thread; undefined when they are not in it. */
export async function updateAttention(
  tx: Transaction,
  { threadId, userId }: { threadId: string; userId: string },
  change: Change,
) {
  const [updated] = await tx
    .update(threadParticipants)
    .set({ ...valuesOf(change), attentionVersion: sql`${threadParticipants.attentionVersion} + 1` })
    .from(threads)
    .where(and(eq(threads.id, threadParticipants.threadId), participant(threadId, userId)))
    .returning({ threadId: threadParticipants.threadId, ...attentionColumns });
  return updated;
}

function valuesOf(change: Change) {
  if ("isPinned" in change) return { pinnedAt: change.isPinned ? sql`now()` : null, archivedAt: null };
  if ("isArchived" in change) {
    // Not before what has been said: clocks of two transactions may cross.
    const now = sql`greatest(now(), ${threads.lastMessageAt})`;
    return { archivedAt: change.isArchived ? now : null, pinnedAt: null };
  }
  // What came back from the archive by itself must not go there again by being muted.
  const stillArchived = sql`case when ${isArchived} then ${archivedAt} end`;
  return { mutedUntil: change.mute && MUTE_ENDS[change.mute], archivedAt: stillArchived };
}

/** How many threads that somebody is in, but for one, they have pinned. */
export function countOtherPins(tx: Transaction, userId: string, threadId: string): Promise<number> {
  return tx.$count(
    threadParticipants,
    and(
      eq(threadParticipants.userId, userId),
      isNull(threadParticipants.leftAt),
      ne(threadParticipants.threadId, threadId),
      isNotNull(threadParticipants.pinnedAt),
    ),
  );
}

/** How often the person has changed their attention to any of their threads. */
export async function findAttentionTotal(userId: string): Promise<number> {
  const [found] = await database()
    .select({ total: sql<number>`coalesce(sum(${threadParticipants.attentionVersion}), 0)::integer` })
    .from(threadParticipants)
    .where(and(eq(threadParticipants.userId, userId), isNull(threadParticipants.leftAt)));
  return found?.total ?? 0;
}
