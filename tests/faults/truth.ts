import { and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import { database } from "@/db/client";
import { knownColumns } from "@/db/people";
import { blocks, jobs, mentions, messages, reactions, sessions, threadParticipants, threads, users } from "@/db/schema";
import type { SystemEvent } from "@/lib/wire/messages";
import type { StoredThread } from "./history";

/** Whether somebody is in a thread, and the place of the line that tells of their last removal. */
export async function findPlace(threadId: string, personId: string): Promise<{ isIn: boolean; leftSeq: number }> {
  const [row] = await database()
    .select({
      leftAt: threadParticipants.leftAt,
      leftSeq: sql<number>`coalesce((
        select max(${messages.seq}) from ${messages} where ${messages.threadId} = ${threadId}
        and (${messages.event} -> 'person' ->> 'id' = ${personId}
          or ${messages.event} ->> 'type' = 'left' and ${messages.authorId} = ${personId})), 0)`,
    })
    .from(threadParticipants)
    .where(and(eq(threadParticipants.threadId, threadId), eq(threadParticipants.userId, personId)));
  return { isIn: row !== undefined && row.leftAt === null, leftSeq: row?.leftSeq ?? 0 };
}

/** How far each thread is. */
export function findHeads(): Promise<Pick<StoredThread, "id" | "title" | "lastSeq" | "lastRev">[]> {
  const { id, title, lastSeq, lastRev } = threads;
  return database().select({ id, title, lastSeq, lastRev }).from(threads);
}

/** Where everybody has come to in each of their threads, and how often they changed how it calls them. */
export function findPositions() {
  return database()
    .select({
      ...{ threadId: threadParticipants.threadId, person: threadParticipants.userId },
      ...{ lastReadSeq: threadParticipants.lastReadSeq, readVersion: threadParticipants.readVersion },
      attention: threadParticipants.attentionVersion,
    })
    .from(threadParticipants)
    .where(isNull(threadParticipants.leftAt));
}

/** Everybody, as others see them, and whether their account was deleted. */
export function findPeople() {
  return database().select(knownColumns).from(users).orderBy(asc(users.id));
}

/** The sessions of somebody whose account was deleted; none while it is there. */
export async function findDeletedSessions(personId: string): Promise<string[]> {
  const rows = await database()
    .select({ id: sessions.id })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(users.id, personId), isNotNull(users.deletedAt)));
  return rows.map(({ id }) => id);
}

/** How many deletions and other such work is not finished. */
export function countOpenJobs(): Promise<number> {
  return database().$count(jobs, isNull(jobs.doneAt));
}

/** Who has blocked whom. */
export function findBlocks() {
  return database()
    .select({ blocker: blocks.blockerId, blocked: blocks.blockedId })
    .from(blocks)
    .orderBy(asc(blocks.blockerId), asc(blocks.blockedId));
}

/** What those who come later may read of a group, and the place of the line that says so, 0 when none does. */
export async function findHistory(threadId: string): Promise<{ history: "join" | "all"; line: number }> {
  const line = sql<number>`coalesce((
    select max(${messages.seq}) from ${messages}
    where ${messages.threadId} = ${threadId} and ${messages.event} ->> 'type' = 'history'), 0)`;
  const [found] = await database()
    .select({ history: threads.history, line })
    .from(threads)
    .where(eq(threads.id, threadId));
  if (!found) throw new Error(`There is no thread ${threadId}.`);
  return found;
}

/** Every thread as PostgreSQL has it, in a run that began at `began`, in milliseconds since 1970. */
export async function findStored(began: number): Promise<StoredThread[]> {
  const [heads, stored, named, participants] = await Promise.all([
    findHeads(),
    database()
      .select({
        ...{ threadId: messages.threadId, seq: messages.seq, id: messages.id, rev: messages.rev },
        ...{ author: messages.authorId, event: messages.event, createdAt: messages.createdAt },
        isDeleted: sql<boolean>`${messages.deletedAt} is not null`,
      })
      .from(messages)
      .orderBy(asc(messages.threadId), asc(messages.seq)),
    unionAll(
      database().select(belonging(reactions)).from(reactions),
      database().select(belonging(mentions)).from(mentions),
    ),
    database()
      .select({
        ...{ threadId: threadParticipants.threadId, person: threadParticipants.userId },
        ...{ joinedSeq: threadParticipants.joinedSeq, lastReadSeq: threadParticipants.lastReadSeq },
        ...{ role: threadParticipants.role, attention: threadParticipants.attentionVersion },
      })
      .from(threadParticipants)
      .where(isNull(threadParticipants.leftAt)),
  ]);
  const others = new Map<string, string[]>();
  for (const { threadId, seq, person } of named) {
    const place = `${threadId} ${seq}`;
    others.set(place, [...(others.get(place) ?? []), person]);
  }
  const told = stored.map(({ createdAt, ...message }) => ({
    ...message,
    writtenAt: createdAt.getTime() - began,
    names: [...namesIn(message), ...(others.get(`${message.threadId} ${message.seq}`) ?? [])],
  }));
  const messagesOf = byThread(told);
  const participantsOf = byThread(participants);
  return heads.map((head) => ({
    ...head,
    messages: messagesOf.get(head.id) ?? [],
    participants: participantsOf.get(head.id) ?? [],
  }));
}

const belonging = (table: typeof reactions | typeof mentions) => ({
  threadId: table.threadId,
  seq: table.seq,
  person: table.userId,
});

/** Who is named by a message itself: its author, and in a system line those whom it tells of. */
function namesIn({ author, event }: { author: string; event: SystemEvent | null }): string[] {
  const people = event && "people" in event ? event.people : event && "person" in event ? [event.person] : [];
  return [author, ...people.map(({ id }) => id)];
}

function byThread<Row extends { threadId: string }>(rows: Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.threadId);
    if (group) group.push(row);
    else groups.set(row.threadId, [row]);
  }
  return groups;
}
