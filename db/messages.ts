import { and, asc, desc, eq, gt, gte, isNull, lt, or, sql } from "drizzle-orm";
import type { SystemEvent } from "@/lib/wire/messages";
import { database, type Transaction } from "./client";
import { messages, threadParticipants, threads, users } from "./schema";

export const messageColumns = {
  threadId: messages.threadId,
  seq: messages.seq,
  id: messages.id,
  body: messages.body,
  event: messages.event,
  rev: messages.rev,
  createdAt: messages.createdAt,
  editedAt: messages.editedAt,
  deletedAt: messages.deletedAt,
};

export const authorColumns = { id: users.id, name: users.name };

export type MessageRow = Awaited<ReturnType<typeof findMessagesBefore>>[number];

/** The newest readable messages before the place `before` (or of all), newest first. */
export function findMessagesBefore(viewerId: string, threadId: string, before: number | null, limit: number) {
  return selectReadable(
    viewerId,
    and(eq(messages.threadId, threadId), before === null ? undefined : lt(messages.seq, before)),
  )
    .orderBy(desc(messages.seq))
    .limit(limit);
}

/** Readable messages that were sent or changed after the change number `rev`, in the order of their places. */
export function findMessagesChangedSince(viewerId: string, threadId: string, rev: number) {
  return selectReadable(viewerId, and(eq(messages.threadId, threadId), gt(messages.rev, rev))).orderBy(
    asc(messages.seq),
  );
}

/** The only way to a message's content: joined with the viewer's own participation, from their join on (or all). */
function selectReadable(viewerId: string, condition: ReturnType<typeof and>) {
  return database()
    .select({ ...messageColumns, author: authorColumns })
    .from(messages)
    .innerJoin(users, eq(users.id, messages.authorId))
    .innerJoin(threads, eq(threads.id, messages.threadId))
    .innerJoin(
      threadParticipants,
      and(
        eq(threadParticipants.threadId, messages.threadId),
        eq(threadParticipants.userId, viewerId),
        isNull(threadParticipants.leftAt),
        or(eq(threads.history, "all"), gte(messages.seq, threadParticipants.joinedSeq)),
      ),
    )
    .where(condition);
}

export type NewDraft = { id: string; body: string; draft_hash: string };

/** Writes drafts of one writer into one thread in one transaction; answers a row each, in order (`send_messages`). */
export function insertMessages(writer: { id: string; sessionId: string }, threadId: string, drafts: NewDraft[]) {
  return database()
    .select({
      id: sql<string>`id`,
      /** `sent`: the message is there with this place and state, written now (`isNew`) or by an earlier call. */
      result: sql<"sent" | "signed-out" | "not-a-participant" | "message-id-taken">`result`,
      isNew: sql<boolean>`is_new`,
      seq: sql<number>`seq`,
      rev: sql<number>`rev`,
      body: sql<string>`body`,
      createdAt: sql`created_at`.mapWith(messages.createdAt),
      editedAt: sql<Date | null>`edited_at`.mapWith(messages.editedAt),
      deletedAt: sql<Date | null>`deleted_at`.mapWith(messages.deletedAt),
      membershipVersion: sql<number>`membership_version`,
    })
    .from(sql`send_messages(${threadId}, ${writer.id}, ${writer.sessionId}, ${JSON.stringify(drafts)}::jsonb)`);
}

export type NewSystemLine = {
  threadId: string;
  seq: number;
  id: string;
  authorId: string;
  event: SystemEvent;
  rev: number;
};

/** Writes a system line under the lock of its thread's row; answers when. */
export async function insertSystemLine(tx: Transaction, line: NewSystemLine): Promise<Date> {
  const [written] = await tx
    .insert(messages)
    .values({ ...line, kind: "system", body: "", createdAt: sql`clock_timestamp()` })
    .returning({ createdAt: messages.createdAt });
  if (!written) throw new Error("The system line was not written.");
  return written.createdAt;
}
