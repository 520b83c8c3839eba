import type { ThreadEvent } from "@/components/thread/timeline";
import type { ReadPosition } from "@/lib/wire/events";
import { UNREAD_LIMIT } from "@/lib/wire/limits";
import type { Message } from "@/lib/wire/messages";
import type { ThreadPage, ThreadSummary } from "@/lib/wire/threads";

/** The loaded part of the viewer's thread list, by last activity. */
export type ListedThreads = ThreadPage;

/**
 * A change of a thread, as its line shows it. Undefined when the line is missing or has missed a change before this one:
 * then the server has to be asked.
 */
export function receiveInList(list: ListedThreads, event: ThreadEvent, viewerId: string): ListedThreads | undefined {
  const line = list.threads.find(({ id }) => id === event.threadId);
  if (!line || event.rev > line.rev + 1) return undefined;
  if (event.rev <= line.rev) return list;

  const changed = {
    ...line,
    rev: event.rev,
    ...("message" in event ? showMessage(line, event.message, viewerId) : {}),
  };
  return putLines(list, [changed]);
}

/** Lines that the server told of; of two states of a line the newer one stays. */
export function putLines(list: ListedThreads, lines: ThreadSummary[]): ListedThreads {
  const threads = new Map(list.threads.map((line) => [line.id, line]));
  for (const line of lines) threads.set(line.id, newerLine(threads.get(line.id), line));
  return { ...list, threads: [...threads.values()].sort(byActivity) };
}

/** The top of the list as the server has it now. Lines further down that were loaded before stay. */
export function putTop(list: ListedThreads, top: ThreadPage): ListedThreads {
  const last = top.threads.at(-1);
  const isKept = (line: ThreadSummary) =>
    top.threads.some(({ id }) => id === line.id) || (top.nextBefore && last && byActivity(last, line) < 0);
  const kept = list.threads.filter(isKept);
  const hasMoreBelow = kept.length > top.threads.length;
  return putLines({ threads: kept, nextBefore: hasMoreBelow ? list.nextBefore : top.nextBefore }, top.threads);
}

export function appendPage(list: ListedThreads, page: ThreadPage): ListedThreads {
  return { ...putLines(list, page.threads), nextBefore: page.nextBefore };
}

export function removeLine(list: ListedThreads, threadId: string): ListedThreads {
  return { ...list, threads: list.threads.filter(({ id }) => id !== threadId) };
}

export function moveReadPosition(list: ListedThreads, position: ReadPosition): ListedThreads {
  const threads = list.threads.map((line) =>
    line.id === position.threadId && position.version > line.readVersion
      ? { ...line, lastReadSeq: position.seq, readVersion: position.version, unread: position.unread }
      : line,
  );
  return { ...list, threads };
}

function showMessage(line: ThreadSummary, message: Message, viewerId: string): Partial<ThreadSummary> {
  if (message.seq < line.lastSeq) return {};
  const isNew = message.seq > line.lastSeq;
  const counts = isNew && message.author.id !== viewerId && message.event === null;
  return {
    lastMessage: message,
    lastSeq: message.seq,
    lastMessageAt: isNew ? message.createdAt : line.lastMessageAt,
    unread: Math.min(UNREAD_LIMIT, line.unread + (counts ? 1 : 0)),
  };
}

function newerLine(held: ThreadSummary | undefined, told: ThreadSummary): ThreadSummary {
  if (!held) return told;
  const isOlder = told.rev < held.rev || (told.rev === held.rev && told.readVersion < held.readVersion);
  return isOlder ? held : told;
}

function byActivity(one: ThreadSummary, other: ThreadSummary): number {
  return compare(other.lastMessageAt, one.lastMessageAt) || compare(other.id, one.id);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
