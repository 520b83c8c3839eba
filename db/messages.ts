import { and, asc, desc, eq, gt, gte, inArray, isNull, lt, ne, or, type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, unionAll } from "drizzle-orm/pg-core";
import type { FileName, Quote } from "@/lib/wire/excerpts";
import type { Mention, SystemEvent } from "@/lib/wire/messages";
import { database, type Transaction } from "./client";
import { type lastMessageColumns, messageColumns, originalAuthors, originals } from "./message-columns";
import { messages, threadParticipants, threads, users } from "./schema";

export type MessageRow = Awaited<ReturnType<typeof findMessagesBefore>>[number];

export type LastMessageRow = Omit<Pick<MessageRow, keyof typeof lastMessageColumns>, "files"> & {
  files: FileName[] | null;
};

/** The newest readable messages before the place `before`, newest first. */
export function findMessagesBefore(viewerId: string, threadId: string, before: number, limit: number) {
  return selectReadable(viewerId, and(eq(messages.threadId, threadId), lt(messages.seq, before)))
    .orderBy(desc(messages.seq))
    .limit(limit);
}

/** The oldest readable messages after the place `after`, oldest first. */
export function findMessagesAfter(viewerId: string, threadId: string, after: number, limit: number) {
  return selectReadable(viewerId, and(eq(messages.threadId, threadId), gt(messages.seq, after)))
    .orderBy(asc(messages.seq))
    .limit(limit);
}

/** So many readable messages before a place, and as many from it on, in no order. */
export function findMessagesAround(viewerId: string, threadId: string, place: number, each: number) {
  return unionAll(
    findMessagesBefore(viewerId, threadId, place, each),
    findMessagesAfter(viewerId, threadId, place - 1, each),
  );
}

/** The place of the first message after `lastRead` that counts as unread; null when there is none. */
export async function findFirstUnread(viewerId: string, threadId: string, lastRead: number): Promise<number | null> {
  const [first] = await selectReadable(
    viewerId,
    and(
      eq(messages.threadId, threadId),
      gt(messages.seq, lastRead),
      ne(messages.authorId, viewerId),
      eq(messages.kind, "text"),
      isNull(messages.deletedAt),
    ),
  )
    .orderBy(asc(messages.seq))
    .limit(1);
  return first?.seq ?? null;
}

/** Readable messages that were sent or changed after the change number `rev`, in the order of their places. */
export function findMessagesChangedSince(viewerId: string, threadId: string, rev: number) {
  return selectReadable(viewerId, and(eq(messages.threadId, threadId), gt(messages.rev, rev))).orderBy(
    asc(messages.seq),
  );
}

/** Those of the messages that are readable, in the order of their places. */
export function findMessages(viewerId: string, threadId: string, seqs: number[], connection?: Transaction) {
  return selectReadable(
    viewerId,
    and(eq(messages.threadId, threadId), inArray(messages.seq, seqs)),
    connection,
  ).orderBy(asc(messages.seq));
}

/**
 * The only way to a message's content: joined with the viewer's own participation, from their join on (or all). The
 * same goes for the message that it replies to.
 */
function selectReadable(viewerId: string, condition: SQL | undefined, connection?: Transaction) {
  const isReadable = (place: AnyPgColumn) => or(eq(threads.history, "all"), gte(place, threadParticipants.joinedSeq));
  return (connection ?? database())
    .select(messageColumns)
    .from(messages)
    .innerJoin(users, eq(users.id, messages.authorId))
    .innerJoin(threads, eq(threads.id, messages.threadId))
    .innerJoin(
      threadParticipants,
      and(
        eq(threadParticipants.threadId, messages.threadId),
        eq(threadParticipants.userId, viewerId),
        isNull(threadParticipants.leftAt),
        isReadable(messages.seq),
      ),
    )
    .leftJoin(
      originals,
      and(eq(originals.threadId, messages.threadId), eq(originals.seq, messages.replyToSeq), isReadable(originals.seq)),
    )
    .leftJoin(originalAuthors, eq(originalAuthors.id, originals.authorId))
    .where(condition);
}

/**
 * A message with all that belongs to it, whoever may read what. For announcing it: each node passes on to its tabs what
 * their people may read.
 */
export async function findWholeMessage(
  tx: Transaction,
  threadId: string,
  seq: number,
): Promise<MessageRow | undefined> {
  const [message] = await tx
    .select(messageColumns)
    .from(messages)
    .innerJoin(users, eq(users.id, messages.authorId))
    .leftJoin(originals, and(eq(originals.threadId, messages.threadId), eq(originals.seq, messages.replyToSeq)))
    .leftJoin(originalAuthors, eq(originalAuthors.id, originals.authorId))
    .where(and(eq(messages.threadId, threadId), eq(messages.seq, seq)));
  return message;
}

export type NewDraft = {
  id: string;
  body: string;
  draft_hash: string;
  reply_to: number | null;
  /** Usernames that it names; those of participants become mentions. */
  mentioned: string[];
  /** Under which it is found: a `tsvector` (lib/search). */
  words: string;
  /** Whether it has a link of which there may be a preview. */
  has_link: boolean;
};

/** Writes drafts of one writer into one thread in one transaction; answers a row each, in order (`send_messages`). */
export function insertMessages(
  writer: { id: string; sessionId: string },
  threadId: string,
  drafts: NewDraft[],
  connection: Transaction | ReturnType<typeof database> = database(),
) {
  return connection
    .select({
      id: sql<string>`id`,
      /** `sent`: the message is there with this place and state, written now (`isNew`) or by an earlier call. */
      result: sql<
        | "sent"
        | "signed-out"
        | "not-a-participant"
        | "no-such-person"
        | "blocked"
        | "message-id-taken"
        | "no-such-message"
      >`result`,
      isNew: sql<boolean>`is_new`,
      seq: sql<number>`seq`,
      rev: sql<number>`rev`,
      body: sql<string>`body`,
      createdAt: sql`created_at`.mapWith(messages.createdAt),
      editedAt: sql<Date | null>`edited_at`.mapWith(messages.editedAt),
      deletedAt: sql<Date | null>`deleted_at`.mapWith(messages.deletedAt),
      replyToSeq: sql<number | null>`reply_to`,
      /** These two only of a message that is new. */
      quote: sql<Quote | null>`quote`,
      mentions: sql<Mention[] | null>`mentions`,
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
