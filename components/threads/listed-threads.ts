import type { ThreadEvent } from "@/components/thread/timeline";
import type { ReadPosition } from "@/lib/wire/events";
import { UNREAD_LIMIT } from "@/lib/wire/limits";
import type { Message } from "@/lib/wire/messages";
import type { ThreadPage, ThreadSummary } from "@/lib/wire/threads";

/**
 * The loaded part of the viewer's thread list, by last activity. `uncertain` are lines of which a message and a read
 * position have crossed, so that nobody has counted the unread with both: the server has to be asked.
 */
export type ListedThreads = ThreadPage & { uncertain: string[] };

export function openList(page: ThreadPage): ListedThreads {
  return { ...page, uncertain: [] };
}

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
  const threads = list.threads.map((listed) => (listed === line ? changed : listed));
  return { ...list, threads: threads.sort(byActivity) };
}

/** Lines that the server told of; of two states of a line the newer one stays. */
export function putLines(list: ListedThreads, lines: ThreadSummary[]): ListedThreads {
  const threads = new Map(list.threads.map((line) => [line.id, line]));
  const uncertain = new Set(list.uncertain);
  for (const told of lines) {
    const held = threads.get(told.id);
    if (!held || covers(told, held)) {
      threads.set(told.id, told);
      uncertain.delete(told.id);
    } else if (!covers(held, told)) {
      threads.set(told.id, cross(held, told));
      uncertain.add(told.id);
    }
  }
  return { ...list, threads: [...threads.values()].sort(byActivity), uncertain: [...uncertain] };
}

/**
 * The top of the list as the server had it when it was asked. Lines further down that were loaded before stay, and so do
 * those that came after asking: of them the server could not know.
 */
export function putTop(list: ListedThreads, top: ThreadPage, asked: ThreadSummary[] = list.threads): ListedThreads {
  const last = top.threads.at(-1);
  const told = new Set(top.threads.map(({ id }) => id));
  const known = new Set(asked.map(({ id }) => id));
  const isBelow = (line: ThreadSummary) => top.nextBefore !== null && last !== undefined && byActivity(last, line) < 0;
  const kept = list.threads.filter((line) => told.has(line.id) || !known.has(line.id) || isBelow(line));

  const nextBefore = kept.some(isBelow) ? list.nextBefore : top.nextBefore;
  // Of what is further down nobody will tell more by being asked again.
  const uncertain = list.uncertain.filter((id) => told.has(id));
  return putLines({ threads: kept, nextBefore, uncertain }, top.threads);
}

export function appendPage(list: ListedThreads, page: ThreadPage): ListedThreads {
  return { ...putLines(list, page.threads), nextBefore: page.nextBefore };
}

export function removeLine(list: ListedThreads, threadId: string): ListedThreads {
  const isOther = (id: string) => id !== threadId;
  return { ...list, threads: list.threads.filter(({ id }) => isOther(id)), uncertain: list.uncertain.filter(isOther) };
}

/** The unread of a position were counted at its `rev`: with what came since, or without what has not come yet. */
export function moveReadPosition(list: ListedThreads, { threadId, rev, ...position }: ReadPosition): ListedThreads {
  const line = list.threads.find(({ id }) => id === threadId);
  if (!line || position.version <= line.readVersion) return list;

  const moved = { ...line, lastReadSeq: position.seq, readVersion: position.version, unread: position.unread };
  const threads = list.threads.map((listed) => (listed === line ? moved : listed));
  const others = list.uncertain.filter((id) => id !== threadId);
  return { ...list, threads, uncertain: rev === line.rev ? others : [...others, threadId] };
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

/** Whether one state of a line knows everything that the other one knows. */
function covers(one: ThreadSummary, other: ThreadSummary): boolean {
  return one.rev >= other.rev && one.readVersion >= other.readVersion;
}

/** Of two states that have crossed: what was said from the one, how far it was read from the other. */
function cross(one: ThreadSummary, other: ThreadSummary): ThreadSummary {
  const [said, read] = one.rev > other.rev ? [one, other] : [other, one];
  return { ...said, lastReadSeq: read.lastReadSeq, readVersion: read.readVersion };
}

function byActivity(one: ThreadSummary, other: ThreadSummary): number {
  return compare(other.lastMessageAt, one.lastMessageAt) || compare(other.id, one.id);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
