import { randomUUID } from "node:crypto";
import { transaction } from "@/db/client";
import { directThreadId } from "@/db/direct-thread";
import { insertSystemLine } from "@/db/messages";
import { findParticipants, insertParticipants } from "@/db/participants";
import {
  findSummariesBefore,
  findSummariesById,
  findThread,
  insertThread,
  type SummaryRow,
  updateThread,
} from "@/db/threads";
import { newestPage, toMessage } from "@/lib/messages";
import { findPersons } from "@/lib/people";
import { announce } from "@/lib/realtime";
import { Refusal } from "@/lib/refusal";
import type { Viewer } from "@/lib/sessions";
import { THREADS_PER_PAGE, TITLE_LENGTH } from "@/lib/wire/limits";
import type { Person } from "@/lib/wire/people";
import type {
  ListThreads,
  OpenedThread,
  StartThread,
  Thread,
  ThreadCursor,
  ThreadPage,
  ThreadSummary,
} from "@/lib/wire/threads";

/** A page of the viewer's thread list, by last activity. */
export function listThreads(viewer: Viewer, { before }: ListThreads): Promise<ThreadPage> {
  return findThreadPage(viewer, before);
}

/** The top of the viewer's thread list. */
export function newestThreads(viewer: Viewer): Promise<ThreadPage> {
  return findThreadPage(viewer, null);
}

/** A thread as its page shows it first: its line of the list, who is in it and the newest messages. */
export async function openThread(viewer: Viewer, threadId: string): Promise<OpenedThread> {
  const summary = await summaryOf(viewer, threadId);
  if (!summary) throw new Refusal("not-a-participant");

  const [{ thread }, page] = await Promise.all([threadView(threadId), newestPage(viewer, threadId)]);
  return { summary, thread, page };
}

/** The viewer's line of one thread; undefined when they are not in it. */
export async function summaryOf(viewer: { id: string }, threadId: string): Promise<ThreadSummary | undefined> {
  const [row] = await findSummariesById(viewer.id, [threadId]);
  return row && toSummary(row);
}

/**
 * What all participants see alike, and the change up to which it is known; for a viewer who is known to be one. The
 * number is read first: a change that comes in between is told twice, which is harmless, and never not at all.
 */
export async function threadView(threadId: string): Promise<{ rev: number; thread: Thread }> {
  const found = await findThread(threadId);
  if (!found) throw new Refusal("not-a-participant");
  const { rev, ...thread } = found;
  return { rev, thread: { ...thread, participants: await findParticipants(threadId) } };
}

/** With one person the direct thread, found again or made; with more a new group, which the viewer owns. */
export async function startThread(viewer: Viewer, { personIds, title }: StartThread): Promise<{ threadId: string }> {
  const people = (await findPersons(personIds)).filter(({ id }) => id !== viewer.id);
  const [first, ...others] = people;
  if (!first) throw new Refusal("no-such-person");

  const threadId =
    others.length === 0 ? await startDirectThread(viewer, first) : await createGroup(viewer, people, title);
  return { threadId };
}

async function startDirectThread(viewer: Viewer, person: Person): Promise<string> {
  const threadId = directThreadId(viewer.id, person.id);
  const isNew = await transaction(async (tx) => {
    const made = await insertThread(tx, { id: threadId, kind: "direct", createdBy: viewer.id, lastRev: 1 });
    if (made) await insertParticipants(tx, { threadId, userIds: [viewer.id, person.id], joinedSeq: 1 });
    return made;
  });

  if (isNew) {
    const { thread } = await threadView(threadId);
    announce({ type: "thread:changed", threadId, membershipVersion: 1, rev: 1, thread });
  }
  return threadId;
}

async function createGroup(viewer: Viewer, people: Person[], givenTitle: string): Promise<string> {
  const threadId = randomUUID();
  const title = givenTitle || titleOf([viewer, ...people]);
  const event = { type: "created", title } as const;
  const line = { threadId, seq: 1, id: randomUUID(), authorId: viewer.id, event, rev: 1 };

  const createdAt = await transaction(async (tx) => {
    await insertThread(tx, { id: threadId, kind: "group", title, createdBy: viewer.id, lastSeq: 1, lastRev: 1 });
    await insertParticipants(tx, { threadId, userIds: [viewer.id], joinedSeq: 1, role: "owner" });
    await insertParticipants(tx, { threadId, userIds: people.map(({ id }) => id), joinedSeq: 1 });
    const lastMessageAt = await insertSystemLine(tx, line);
    await updateThread(tx, threadId, { lastSeq: 1, lastRev: 1, membershipVersion: 1, lastMessageAt });
    return lastMessageAt;
  });

  const author = { id: viewer.id, name: viewer.name };
  const message = toMessage({ ...line, author, body: "", createdAt, editedAt: null, deletedAt: null });
  announce({ type: "message:created", threadId, membershipVersion: 1, message });
  return threadId;
}

/** "Ana, Ben, Cleo", as far as there is room. Cut between characters: half of one cannot be kept. */
function titleOf(people: Person[]): string {
  const names = people.map(({ name }) => name).join(", ");
  return Array.from(names)
    .slice(0, TITLE_LENGTH / 2)
    .join("");
}

async function findThreadPage(viewer: Viewer, before: ThreadCursor | null): Promise<ThreadPage> {
  const rows = await findSummariesBefore(viewer.id, before, THREADS_PER_PAGE + 1);
  const threads = rows.slice(0, THREADS_PER_PAGE).map(toSummary);
  const last = threads.at(-1);
  const hasMore = rows.length > THREADS_PER_PAGE;

  return { threads, nextBefore: hasMore && last ? { lastMessageAt: last.lastMessageAt, id: last.id } : null };
}

function toSummary(row: SummaryRow): ThreadSummary {
  const { lastMessage, lastAuthor, ...summary } = row;
  return {
    ...summary,
    title: row.counterpart?.name ?? row.title ?? "",
    lastMessage: lastMessage && lastAuthor ? toMessage({ ...lastMessage, author: lastAuthor }) : null,
    lastMessageAt: row.lastMessageAt.toISOString(),
  };
}
