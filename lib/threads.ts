import { findAttentionTotal } from "@/db/attention";
import { findBlockedIds } from "@/db/blocks";
import type { Transaction } from "@/db/client";
import { findFirstUnread, type LastMessageRow } from "@/db/messages";
import { findParticipants } from "@/db/participants";
import {
  findPinnedBefore,
  findSummariesBefore,
  findSummariesById,
  findSummariesByTitle,
  findThread,
  findUnreadBefore,
  type SummaryRow,
} from "@/db/threads";
import { toAttention } from "@/lib/attention";
import { fileLimits } from "@/lib/file-limits";
import { findPage } from "@/lib/messages";
import { receiptsOf } from "@/lib/receipts";
import { Refusal } from "@/lib/refusal";
import type { Viewer } from "@/lib/sessions";
import { type LastMessage, lastMessageOf } from "@/lib/wire/excerpts";
import { AFTER_ALL, PAGE_SIZE, THREADS_PER_PAGE, UNREAD_LIMIT } from "@/lib/wire/limits";
import type { Person } from "@/lib/wire/people";
import type {
  FindThreads,
  ListThreads,
  OpenedThread,
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

const THREADS_PER_SEARCH = 20;

/** The viewer's threads of whose title a word begins so, in whatever case and with whatever accents. */
export async function findThreads(viewer: Viewer, { query }: FindThreads): Promise<ThreadSummary[]> {
  const rows = await findSummariesByTitle(viewer.id, query.trim(), THREADS_PER_SEARCH);
  return rows.map(toSummary);
}

/**
 * A thread as its page shows it first: its line of the list, who is in it, and the messages around the place `at`; without
 * one the newest, or those around the first unread one when it is further back.
 */
export async function openThread(viewer: Viewer, threadId: string, at?: number): Promise<OpenedThread> {
  const summary = await summaryOf(viewer, threadId);
  if (!summary) throw new Refusal("not-a-participant");

  const [{ thread }, shown, receipts] = await Promise.all([
    threadView(threadId),
    firstPage(viewer, summary, at),
    receiptsOf(viewer, threadId),
  ]);
  return { summary, thread, ...shown, receipts, fileLimits: fileLimits() };
}

async function firstPage(viewer: Viewer, { id: threadId, ...summary }: ThreadSummary, at: number | undefined) {
  const firstUnread = summary.unread > 0 ? await findFirstUnread(viewer.id, threadId, summary.lastReadSeq) : null;
  const place =
    at ?? (firstUnread !== null && firstUnread <= summary.lastSeq - PAGE_SIZE + 1 ? firstUnread : undefined);
  const found = await findPage(viewer, {
    threadId,
    ...(place === undefined ? { before: AFTER_ALL } : { around: place }),
  });
  if (at !== undefined && !found.messages.some(({ seq }) => seq === at)) throw new Refusal("no-such-message");
  return { page: { ...found, newest: summary.lastSeq, rev: summary.rev }, firstUnread };
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
export async function threadView(threadId: string, tx?: Transaction): Promise<{ rev: number; thread: Thread }> {
  const found = await findThread(threadId, tx);
  if (!found) throw new Refusal("not-a-participant");
  const { rev, ...thread } = found;
  return { rev, thread: { ...thread, participants: await findParticipants(threadId, tx) } };
}

async function findThreadPage(viewer: Viewer, before: ThreadCursor | null): Promise<ThreadPage> {
  const rows = await findSummariesBefore(viewer.id, before, THREADS_PER_PAGE + 1);
  const threads = rows.slice(0, THREADS_PER_PAGE).map(toSummary);
  const last = rows.length > THREADS_PER_PAGE ? threads.at(-1) : undefined;
  const own = before
    ? {}
    : { attentionTotal: await findAttentionTotal(viewer.id), blockedIds: await findBlockedIds(viewer.id) };
  if (!last) return { threads, nextBefore: null, unreadBelow: [], ...own };

  const nextBefore = { lastMessageAt: last.lastMessageAt, id: last.id };
  const [below, pinned] = await Promise.all([
    findUnreadBefore(viewer.id, nextBefore, UNREAD_LIMIT),
    before ? [] : findPinnedBefore(viewer.id, nextBefore),
  ]);
  const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id);
  const quietBelow = idsOf(below.filter(({ isQuiet }) => isQuiet));
  return { threads, nextBefore, unreadBelow: idsOf(below), quietBelow, pinned: pinned.map(toSummary), ...own };
}

function toSummary(row: SummaryRow): ThreadSummary {
  const { lastMessage, lastAuthor, ...summary } = row;
  return {
    ...summary,
    title: row.counterpart?.name ?? row.title ?? "",
    lastMessage: lastMessage && lastAuthor ? toLastMessage(lastMessage, lastAuthor) : null,
    lastMessageAt: row.lastMessageAt.toISOString(),
    attention: toAttention(row.attention),
  };
}

function toLastMessage({ deletedAt, mentions, files, ...message }: LastMessageRow, author: Person): LastMessage {
  const isDeleted = deletedAt !== null;
  return lastMessageOf({ ...message, author, isDeleted, mentions: mentions ?? [], files: files ?? [] });
}
