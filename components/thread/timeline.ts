import type { Message, MessagePage } from "@/lib/wire/messages";
import type { OpenedThread, Thread } from "@/lib/wire/threads";

/** What the server has told this tab about a thread. */
export type Timeline = {
  thread: Thread;
  /** Every change up to this number has been applied. */
  rev: number;
  /** A run without a gap, in the order of `seq`, that ends at the newest message. */
  messages: Message[];
  hasOlder: boolean;
  /** What came ahead of its turn, in the order of `rev`. It waits for what is missing in between. */
  early: ThreadEvent[];
  /** The viewer is no longer in this thread. */
  isGone: boolean;
};

/** The change of a thread that has the number `rev`. */
export type ThreadEvent = { threadId: string; rev: number } & ({ message: Message } | { thread: Thread });

export function messageEvent(message: Message): ThreadEvent {
  return { threadId: message.threadId, rev: message.rev, message };
}

export function openTimeline({ summary, thread, page }: OpenedThread): Timeline {
  return { thread, rev: summary.rev, ...page, early: [], isGone: false };
}

/** The thread was opened again: what is held stays where it meets the page. */
export function reopenTimeline(held: Timeline | undefined, opened: OpenedThread): Timeline {
  const fresh = openTimeline(opened);
  const newest = held?.messages.at(-1)?.seq;
  const first = fresh.messages[0]?.seq;
  if (!held || held.isGone || newest === undefined || first === undefined || first > newest + 1) return fresh;
  // Up to what was held, not to what the page knows: of the messages before it, it tells nothing.
  return catchUp(held, { upTo: held.rev, thread: fresh.thread, messages: fresh.messages });
}

/** A change that was pushed or answered: in its turn, once, however often and in whatever order it comes. */
export function receive(timeline: Timeline, event: ThreadEvent): Timeline {
  if (event.rev <= timeline.rev) return timeline;
  if (event.rev > timeline.rev + 1) return { ...timeline, early: insertEarly(timeline.early, event) };
  return receiveEarly({ ...applyContent(timeline, event), rev: event.rev });
}

/** Whether these messages join on to the held ones: not when the viewer was out of the thread for some in between. */
export function meets(timeline: Timeline | undefined, messages: Message[]): boolean {
  const newest = timeline?.messages.at(-1)?.seq;
  const next = newest === undefined ? undefined : messages.find(({ seq }) => seq > newest);
  return newest === undefined || next === undefined || next.seq === newest + 1;
}

/** What was missed, as one snapshot: afterwards everything up to `upTo` is known. */
export function catchUp(
  timeline: Timeline,
  { upTo, thread, messages }: { upTo: number; thread: Thread; messages: Message[] },
): Timeline {
  const isNewer = upTo >= timeline.rev;
  const merged = { ...messages.reduce(mergeMessage, timeline), thread: isNewer ? thread : timeline.thread };
  return receiveEarly({ ...merged, rev: Math.max(timeline.rev, upTo), isGone: false });
}

/**
 * The newest page, in place of all that is held: too much was missed to tell it change by change. Whoever has learned
 * everything up to `upTo` meanwhile keeps what is held: the page may be older than that.
 */
export function restart(timeline: Timeline, upTo: number, thread: Thread, page: MessagePage): Timeline {
  if (timeline.rev >= upTo && !timeline.isGone) return timeline;
  return receiveEarly({ ...timeline, thread, rev: Math.max(timeline.rev, upTo), ...page, isGone: false });
}

/** The page before the held ones. A page that does not meet them is of another time and changes nothing. */
export function prependPage(timeline: Timeline, page: MessagePage): Timeline {
  const first = timeline.messages[0];
  const last = page.messages.at(-1);
  if (first && last && last.seq !== first.seq - 1) return timeline;
  return { ...timeline, messages: [...page.messages, ...timeline.messages], hasOlder: page.hasOlder };
}

function applyContent(timeline: Timeline, event: ThreadEvent): Timeline {
  return "message" in event ? mergeMessage(timeline, event.message) : { ...timeline, thread: event.thread };
}

/** The newest state of a message stays; a new message enters at the end, where it alone can belong. */
function mergeMessage(timeline: Timeline, message: Message): Timeline {
  const { messages } = timeline;
  const place = message.seq - (messages[0]?.seq ?? message.seq);
  const held = messages[place];
  if (held && held.rev >= message.rev) return timeline;
  if (held) return { ...timeline, messages: messages.with(place, message) };
  return place === messages.length ? { ...timeline, messages: [...messages, message] } : timeline;
}

function insertEarly(early: ThreadEvent[], event: ThreadEvent): ThreadEvent[] {
  const others = early.filter(({ rev }) => rev !== event.rev);
  return [...others, event].sort((one, other) => one.rev - other.rev);
}

/** Lets in what waited for a number that has now come. */
function receiveEarly(timeline: Timeline): Timeline {
  const early = timeline.early.filter(({ rev }) => rev > timeline.rev);
  const [next, ...rest] = early;
  if (next?.rev !== timeline.rev + 1) return { ...timeline, early };
  return receive({ ...timeline, early: rest }, next);
}
