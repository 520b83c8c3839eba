import type { Message } from "@/lib/wire/messages";
import type { Thread } from "@/lib/wire/threads";
import { type Stretch, takeMessage } from "./stretch";

/** What the server has told this tab about a thread. */
export type Timeline = Stretch & {
  thread: Thread;
  /** Every change up to this number has been applied. */
  rev: number;
  hasOlder: boolean;
  /** What came ahead of its turn, in the order of `rev`. It waits for what is missing in between. */
  early: ThreadEvent[];
  /** The viewer is no longer in this thread. */
  isGone: boolean;
};

/** The change of a thread that has the number `rev`. */
export type ThreadEvent = { threadId: string; rev: number } & (
  | { message: Message; mentionedBefore: string[] }
  | { thread: Thread }
);

/** `mentionedBefore` are the ids of those whom the message named until this change: nobody when it is new. */
export function messageEvent(message: Message, mentionedBefore: string[] = []): ThreadEvent {
  return { threadId: message.threadId, rev: message.rev, message, mentionedBefore };
}

/** Whether the thread goes on after what is held. */
export function hasNewer({ messages, newest }: Pick<Timeline, "messages" | "newest">): boolean {
  return newest > (messages.at(-1)?.seq ?? 0);
}

export function holds({ messages }: Pick<Timeline, "messages">, seq: number): boolean {
  const [first, last] = [messages[0], messages.at(-1)];
  return first !== undefined && last !== undefined && first.seq <= seq && seq <= last.seq;
}

/** A change that was pushed or answered: in its turn, once, however often and in whatever order it comes. */
export function receive(timeline: Timeline, event: ThreadEvent): Timeline {
  if (event.rev <= timeline.rev) return timeline;
  const isAhead = event.rev > timeline.rev + 1 || isOfHistory(timeline, event);
  if (isAhead) return { ...timeline, early: insertEarly(timeline.early, event) };
  return receiveEarly({ ...applyContent(timeline, event), rev: event.rev });
}

/** It says that one may read more or less than is held: how much, only the server can say, which will be asked. */
function isOfHistory({ thread }: Timeline, event: ThreadEvent): boolean {
  return "thread" in event && event.thread.history !== thread.history;
}

/**
 * Whether these messages join on to the held ones: not when the viewer was out of the thread for some in between, nor
 * when the held ones are of an earlier stay, which ended before `readableFrom`.
 */
export function meets(timeline: Timeline, messages: Message[], readableFrom = 1): boolean {
  const newest = timeline.messages.at(-1)?.seq;
  if (newest === undefined) return true;
  if ((timeline.messages[0]?.seq ?? readableFrom) < readableFrom) return false;
  // What is far behind the end does not have to meet what is new there, unless it is of an earlier stay.
  if (hasNewer(timeline)) return !timeline.isGone;
  const next = messages.find(({ seq }) => seq > newest);
  return next === undefined || next.seq === newest + 1;
}

/** What was missed, as one snapshot: afterwards everything up to `upTo` is known. */
export function catchUp(
  timeline: Timeline,
  { upTo, thread, messages }: { upTo: number; thread: Thread; messages: Message[] },
): Timeline {
  const isNewer = upTo >= timeline.rev;
  const merged = { ...messages.reduce(takeMessage, timeline), thread: isNewer ? thread : timeline.thread };
  return receiveEarly({ ...merged, rev: Math.max(timeline.rev, upTo), isGone: false });
}

function applyContent(timeline: Timeline, event: ThreadEvent): Timeline {
  return "message" in event ? takeMessage(timeline, event.message) : { ...timeline, thread: event.thread };
}

function insertEarly(early: ThreadEvent[], event: ThreadEvent): ThreadEvent[] {
  const others = early.filter(({ rev }) => rev !== event.rev);
  return [...others, event].sort((one, other) => one.rev - other.rev);
}

/** Lets in what waited for a number that has now come. */
export function receiveEarly(timeline: Timeline): Timeline {
  const early = timeline.early.filter(({ rev }) => rev > timeline.rev);
  const [next, ...rest] = early;
  if (next?.rev !== timeline.rev + 1) return { ...timeline, early };
  return receive({ ...timeline, early: rest }, next);
}
