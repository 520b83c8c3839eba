import type { MessagePage } from "@/lib/wire/messages";
import type { OpenedThread, Thread } from "@/lib/wire/threads";
import { newestStates } from "./stretch";
import { holds, receiveEarly, type Timeline } from "./timeline";

export function openTimeline({ summary, thread, page }: OpenedThread): Timeline {
  const { rev } = summary;
  return { thread, rev, ...runOf(page), recent: [], recentSince: rev, early: [], isGone: false };
}

/**
 * The thread was opened again: what is held stays where it meets the page, when `wanted` is in it, the place that one
 * comes back to, and when the page is an old one that the browser has kept.
 */
export function reopenTimeline(held: Timeline | undefined, opened: OpenedThread, wanted: number | null): Timeline {
  const fresh = openTimeline(opened);
  if (!held || held.isGone) return fresh;
  const thread = fresh.rev >= held.rev ? fresh.thread : held.thread;
  const newest = Math.max(held.newest, fresh.newest);
  const isEnough = isOutdated(held, opened.page) || (wanted !== null && holds(held, wanted));
  const kept = joinPage(held, opened.page) ?? (isEnough ? held : null);
  return kept ? { ...kept, thread, newest } : fresh;
}

/**
 * A page in place of all that is held: too much was missed to tell it change by change. Whoever has learned everything up
 * to `upTo` meanwhile keeps what is held: the page may be older than that.
 */
export function restart(timeline: Timeline, upTo: number, thread: Thread, page: MessagePage): Timeline {
  if (timeline.rev >= upTo && !timeline.isGone) return timeline;
  const rev = Math.max(timeline.rev, upTo);
  const begun = { ...timeline, thread, rev, recent: [], recentSince: rev, isGone: false };
  return receiveEarly({ ...begun, ...runOf(page, timeline.newest) });
}

/** A page before or after the held ones. One that does not meet them is of another time and changes nothing. */
export function extend(timeline: Timeline, page: MessagePage): Timeline {
  return joinPage(timeline, page) ?? timeline;
}

/** A page of some other place: joined on to what is held if it meets it, and instead of it otherwise. */
export function turnTo(timeline: Timeline, page: MessagePage): Timeline {
  if (isOutdated(timeline, page) || page.messages.length === 0) return extend(timeline, page);
  const fresh = { ...timeline, ...runOf(page, timeline.newest) };
  return joinPage(timeline, page) ?? { ...fresh, messages: newestStates(fresh.messages, timeline.recent) };
}

/** Lets go of the held messages that are furthest from the place `seq` when there are more than `most` of them. */
export function trim(timeline: Timeline, seq: number, { most, kept }: { most: number; kept: number }): Timeline {
  const { messages } = timeline;
  if (messages.length <= most) return timeline;
  const place = seq - (messages[0]?.seq ?? seq);
  const from = Math.max(0, Math.min(messages.length - kept, place - Math.floor(kept / 2)));
  return { ...timeline, messages: messages.slice(from, from + kept), hasOlder: timeline.hasOlder || from > 0 };
}

/** What a page shows, of a thread that was known to go as far as `known`. */
function runOf(
  { messages, hasOlder, newest }: MessagePage,
  known = 0,
): Pick<Timeline, "messages" | "hasOlder" | "newest"> {
  return { messages, hasOlder, newest: Math.max(newest, known, messages.at(-1)?.seq ?? 0) };
}

/** Null when they do not meet, or when the page was read too long ago to say what has changed since. */
function joinPage(timeline: Timeline, page: MessagePage): Timeline | null {
  const [first, last] = [timeline.messages[0], timeline.messages.at(-1)];
  const [pageFirst, pageLast] = [page.messages[0], page.messages.at(-1)];
  if (isOutdated(timeline, page)) return null;
  if (!pageFirst || !pageLast) return { ...timeline, hasOlder: timeline.hasOlder && page.hasOlder };
  if (!first || !last) return { ...timeline, ...runOf(page, timeline.newest) };
  if (pageFirst.seq > last.seq + 1 || pageLast.seq < first.seq - 1) return null;

  const messages = [
    ...page.messages.filter(({ seq }) => seq < first.seq),
    ...newestStates(timeline.messages, page.messages),
    ...page.messages.filter(({ seq }) => seq > last.seq),
  ];
  const { newest } = runOf(page, timeline.newest);
  const hasOlder = pageFirst.seq < first.seq ? page.hasOlder : timeline.hasOlder;
  return { ...timeline, messages: newestStates(messages, timeline.recent), hasOlder, newest };
}

function isOutdated({ recentSince }: Timeline, { rev }: MessagePage): boolean {
  return rev < recentSince;
}
