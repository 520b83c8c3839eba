import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { database, type Transaction } from "./client";
import { linkPreviews, mentions, messageEdits, messages, reactions, threadParticipants, users } from "./schema";

/** The place of a message in its thread. */
export type Place = { threadId: string; seq: number };

const isAt = ({ threadId, seq }: Place) => and(eq(messages.threadId, threadId), eq(messages.seq, seq));

/** Gives a message another text and keeps the one it had. */
export async function updateMessageBody(tx: Transaction, place: Place, { body, rev }: { body: string; rev: number }) {
  await tx.insert(messageEdits).select(
    tx
      .select({
        threadId: messages.threadId,
        seq: messages.seq,
        rev: sql<number>`${rev}`.as("rev"),
        body: messages.body,
        writtenAt: sql<Date>`coalesce(${messages.editedAt}, ${messages.createdAt})`.as("written_at"),
      })
      .from(messages)
      .where(isAt(place)),
  );
  await tx.update(messages).set({ body, rev, editedAt: sql`clock_timestamp()` }).where(isAt(place));
}

/** Leaves a stub: nothing that it said, and nothing that was said to it, is kept. */
export async function updateMessageDeleted(tx: Transaction, { threadId, seq }: Place, rev: number): Promise<void> {
  for (const table of [messageEdits, reactions, mentions, linkPreviews])
    await tx.delete(table).where(and(eq(table.threadId, threadId), eq(table.seq, seq)));
  await tx.update(messages).set({ body: "", rev, deletedAt: sql`clock_timestamp()` }).where(isAt({ threadId, seq }));
}

/** Records that something which belongs to a message has changed. */
export async function updateMessageRev(tx: Transaction, place: Place, rev: number): Promise<void> {
  await tx.update(messages).set({ rev }).where(isAt(place));
}

/** Makes exactly those of the usernames mentions that participants of the thread have. */
export async function replaceMentions(tx: Transaction, { threadId, seq }: Place, usernames: string[]): Promise<void> {
  await tx.delete(mentions).where(and(eq(mentions.threadId, threadId), eq(mentions.seq, seq)));
  if (usernames.length === 0) return;
  await tx.insert(mentions).select(
    tx
      .select({
        threadId: threadParticipants.threadId,
        seq: sql<number>`${seq}`.as("seq"),
        userId: threadParticipants.userId,
      })
      .from(threadParticipants)
      .innerJoin(users, eq(users.id, threadParticipants.userId))
      .where(
        and(
          eq(threadParticipants.threadId, threadId),
          isNull(threadParticipants.leftAt),
          inArray(users.username, usernames),
        ),
      ),
  );
}

/** Adds somebody's reaction; tells whether it was not there yet. */
export async function insertReaction(tx: Transaction, place: Place, userId: string, emoji: string): Promise<boolean> {
  const added = await tx
    .insert(reactions)
    .values({ ...place, userId, emoji, createdAt: sql`clock_timestamp()` })
    .onConflictDoNothing()
    .returning({ emoji: reactions.emoji });
  return added.length > 0;
}

/** Takes somebody's reaction back; tells whether it was there. */
export async function deleteReaction(tx: Transaction, place: Place, userId: string, emoji: string): Promise<boolean> {
  const taken = await tx
    .delete(reactions)
    .where(
      and(
        eq(reactions.threadId, place.threadId),
        eq(reactions.seq, place.seq),
        eq(reactions.emoji, emoji),
        eq(reactions.userId, userId),
      ),
    )
    .returning({ emoji: reactions.emoji });
  return taken.length > 0;
}

/** What a message said before its last edits, newest first. For a viewer who may read the message. */
export function findEdits({ threadId, seq }: Place, limit: number) {
  return database()
    .select({ body: messageEdits.body, writtenAt: messageEdits.writtenAt })
    .from(messageEdits)
    .where(and(eq(messageEdits.threadId, threadId), eq(messageEdits.seq, seq)))
    .orderBy(desc(messageEdits.rev))
    .limit(limit);
}
