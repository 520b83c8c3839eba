import { withPeople } from "@/components/people/with-people";
import type { ThreadEvent } from "@/components/timeline/timeline";
import { lastMessageOf } from "@/lib/wire/excerpts";
import { UNREAD_LIMIT } from "@/lib/wire/limits";
import type { Message } from "@/lib/wire/messages";
import type { KnownPerson } from "@/lib/wire/people";
import type { ReadPosition } from "@/lib/wire/read-positions";
import type { Thread, ThreadPage, ThreadSummary } from "@/lib/wire/threads";
import { isQuiet, newerAttention } from "./attention";

/**
 * The loaded part of the viewer's thread list, by last activity. `uncertain` are lines of which a message and a read
 * position have crossed, so that nobody has counted the unread with both: the server has to be asked.
 */
export type ListedThreads = ThreadPage & { uncertain: string[] };

export function openList(page: ThreadPage): ListedThreads {
  const { pinned = [], ...top } = page;
  return putLines({ ...top, uncertain: [] }, pinned);
}

type MessageEvent = Extract<ThreadEvent, { message: Message }>;

/**
 * A change of a thread, as its line shows it. Undefined when the line is missing or has missed a change before this one:
 * then the server has to be asked.
 */
export function receiveInList(list: ListedThreads, event: ThreadEvent, viewerId: string): ListedThreads | undefined {
  const line = list.threads.find(({ id }) => id === event.threadId);
  if (!line && isFurtherDown(list, event)) return list;
  if (!line || event.rev > line.rev + 1) return undefined;
  if (event.rev <= line.rev) return list;

  const told = {
    ...line,
    ...("message" in event ? showMessage(line, event, viewerId) : showThread(line, event.thread)),
  };
  const threads = list.threads.map((listed) => (listed === line ? { ...told, rev: event.rev } : listed));
  // Of a hundred and more nobody knows how many are left when one goes.
  const isUncertain = (["unread", "mentions"] as const).some(
    (count) => line[count] === UNREAD_LIMIT && told[count] < UNREAD_LIMIT,
  );
  const uncertain = isUncertain ? [...list.uncertain.filter((id) => id !== line.id), line.id] : list.uncertain;
  return { ...list, threads: threads.sort(byActivity), uncertain };
}

/**
 * Whether it is of a thread further down than is loaded, and says nothing of what is unread there: by being asked the
 * server would tell nothing new, and everybody in a thread would ask at each reaction to what was said long ago.
 */
function isFurtherDown({ nextBefore }: ListedThreads, event: ThreadEvent): boolean {
  if (nextBefore === null || !("message" in event) || event.message.isDeleted) return false;
  return event.message.createdAt < nextBefore.lastMessageAt;
}

/** Lines that the server told of; of two states of a line the newer one stays. */
export function putLines(list: ListedThreads, lines: ThreadSummary[]): ListedThreads {
  const threads = new Map(list.threads.map((line) => [line.id, line]));
  const uncertain = new Set(list.uncertain);
  for (const told of lines) {
    const held = threads.get(told.id) ?? told;
    const attention = newerAttention(held.attention, told.attention);
    if (covers(told, held)) {
      threads.set(told.id, { ...told, attention });
      uncertain.delete(told.id);
    } else if (covers(held, told)) {
      threads.set(told.id, { ...held, attention });
    } else {
      threads.set(told.id, { ...cross(held, told), attention });
      uncertain.add(told.id);
    }
  }
  const unreadBelow = list.unreadBelow.filter((id) => !threads.has(id));
  return { ...list, threads: [...threads.values()].sort(byActivity), unreadBelow, uncertain: [...uncertain] };
}

/**
 * The top of the list as the server had it when it was asked. Lines further down that were loaded before stay, and so do
 * those that came after asking: of them the server could not know. Those that went after asking do not come back by it.
 * Of those that stay it tells whether they are unread. None further down stays when the viewer did something with a
 * thread that this tab was not told of: it may be one of them.
 */
export function putTop(list: ListedThreads, top: ThreadPage, asked: ThreadSummary[] = list.threads): ListedThreads {
  const last = top.threads.at(-1);
  const lines = [...top.threads, ...(top.pinned ?? [])];
  const told = new Set(lines.map(({ id }) => id));
  const isTold = top.attentionTotal === undefined || top.attentionTotal === list.attentionTotal;
  const known = new Map(asked.map((line) => [line.id, line]));
  const present = new Set(list.threads.map(({ id }) => id));
  const isSameStay = (line: ThreadSummary) => {
    const before = known.get(line.id);
    return before !== undefined && !isLaterStay(line, before);
  };
  const isBelow = (line: ThreadSummary) => top.nextBefore !== null && last !== undefined && byActivity(last, line) < 0;
  const kept = list.threads.filter((line) => told.has(line.id) || !isSameStay(line) || (isTold && isBelow(line)));

  const isRead = ({ id, unread }: ThreadSummary) => unread > 0 && !top.unreadBelow.includes(id);
  const isAllBelow = top.unreadBelow.length < UNREAD_LIMIT;
  const threads = kept.map((line) =>
    isAllBelow && isBelow(line) && asked.includes(line) && isRead(line) ? readToEnd(line) : line,
  );

  const nextBefore = isTold && kept.some(isBelow) ? list.nextBefore : top.nextBefore;
  // Of what is further down nobody will tell more by being asked again.
  const uncertain = list.uncertain.filter((id) => told.has(id));
  const inside = lines.filter((line) => present.has(line.id) || !isSameStay(line));
  const { pinned, ...numbers } = top;
  return putLines({ ...numbers, threads, nextBefore, uncertain }, inside);
}

/** Whether one state of a line may be of a later stay in the thread than another: coming back sets the position anew. */
export function isLaterStay(one: ThreadSummary, other: ThreadSummary): boolean {
  return one.readVersion > other.readVersion;
}

/** Nothing is unread there: it was read elsewhere while nobody told this tab. */
function readToEnd(line: ThreadSummary): ThreadSummary {
  return { ...line, unread: 0, mentions: 0, lastReadSeq: Math.max(line.lastReadSeq, line.lastSeq) };
}

/** People are called otherwise now, and so are the direct conversations with them. */
export function callPeople(list: ListedThreads, people: ReadonlyMap<string, KnownPerson>): ListedThreads {
  const titled = (line: ThreadSummary) => (line.counterpart ? { ...line, title: line.counterpart.name } : line);
  const called = withPeople(list, people);
  return called === list ? list : { ...called, threads: called.threads.map(titled) };
}

export function appendPage(list: ListedThreads, page: ThreadPage): ListedThreads {
  const { unreadBelow, quietBelow = [], nextBefore } = page;
  return { ...putLines({ ...list, unreadBelow, quietBelow }, page.threads), nextBefore };
}

export function removeLine(list: ListedThreads, threadId: string): ListedThreads {
  const isOther = (id: string) => id !== threadId;
  return {
    ...list,
    threads: list.threads.filter(({ id }) => isOther(id)),
    unreadBelow: list.unreadBelow.filter(isOther),
    uncertain: list.uncertain.filter(isOther),
  };
}

/**
 * How many conversations call with something unread at the moment `now`, in milliseconds since 1970: those further down
 * than is loaded too, but none that is muted or archived.
 */
export function countUnreadThreads({ threads, unreadBelow, quietBelow = [] }: ListedThreads, now: number): number {
  const calling = threads.filter((line) => line.unread > 0 && !isQuiet(line, now));
  return calling.length + unreadBelow.filter((id) => !quietBelow.includes(id)).length;
}

/** The unread of a position were counted at its `rev`: with what came since, or without what has not come yet. */
export function moveReadPosition(list: ListedThreads, position: ReadPosition): ListedThreads {
  const { threadId, rev, unread, mentions } = position;
  const line = list.threads.find(({ id }) => id === threadId);
  if (!line) return noteUnreadBelow(list, position);
  const read = { lastReadSeq: position.seq, readVersion: position.version };
  if (comparePositions(read, line) <= 0) return list;

  const moved = { ...line, ...read, unread, mentions };
  const threads = list.threads.map((listed) => (listed === line ? moved : listed));
  const others = list.uncertain.filter((id) => id !== threadId);
  return { ...list, threads, uncertain: rev === line.rev ? others : [...others, threadId] };
}

function noteUnreadBelow(list: ListedThreads, { threadId, unread }: ReadPosition): ListedThreads {
  const others = list.unreadBelow.filter((id) => id !== threadId);
  return { ...list, unreadBelow: unread > 0 && list.nextBefore ? [...others, threadId] : others };
}

/** A group has its own title and face; a direct conversation those of the other person. */
function showThread(line: ThreadSummary, { title, pictureId }: Thread): Partial<ThreadSummary> {
  return line.kind === "group" ? { title: title ?? line.title, pictureId } : {};
}

function showMessage(line: ThreadSummary, event: MessageEvent, viewerId: string): Partial<ThreadSummary> {
  const { message } = event;
  const counted = {
    unread: Math.min(UNREAD_LIMIT, line.unread + unreadByChange(line, message, viewerId)),
    mentions: Math.min(UNREAD_LIMIT, line.mentions + mentionsByChange(line, event, viewerId)),
  };
  if (message.seq < line.lastSeq) return counted;
  const isNew = message.seq > line.lastSeq;
  return {
    lastMessage: lastMessageOf(message),
    lastSeq: message.seq,
    lastMessageAt: isNew ? message.createdAt : line.lastMessageAt,
    ...counted,
  };
}

/** One more when it is new, one less when it was deleted, after which nothing changes it any more. */
function unreadByChange(line: ThreadSummary, message: Message, viewerId: string): number {
  if (message.author.id === viewerId || message.event !== null || message.seq <= line.lastReadSeq) return 0;
  if (message.isDeleted) return -1;
  return message.seq > line.lastSeq ? 1 : 0;
}

/** Whom a message names may change with its text; one that is deleted names nobody. */
function mentionsByChange(line: ThreadSummary, { message, mentionedBefore }: MessageEvent, viewerId: string): number {
  if (message.author.id === viewerId || message.seq <= line.lastReadSeq) return 0;
  const isMentioned = !message.isDeleted && message.mentions.some(({ id }) => id === viewerId);
  return Number(isMentioned) - Number(mentionedBefore.includes(viewerId));
}

/** Whether one state of a line knows everything that the other one knows. */
function covers(one: ThreadSummary, other: ThreadSummary): boolean {
  return one.rev >= other.rev && comparePositions(one, other) >= 0;
}

type Position = Pick<ThreadSummary, "lastReadSeq" | "readVersion">;

/** Positive when the one is the newer: its version is higher, or the same and it is further. */
export function comparePositions(one: Position, other: Position): number {
  return one.readVersion - other.readVersion || one.lastReadSeq - other.lastReadSeq;
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
