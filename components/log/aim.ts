import { hasNewer, holds, type Timeline } from "@/components/timeline/timeline";
import type { Place } from "./places";
import { rowAt, topOf } from "./sight";

/** Where in the thread one is going: to its end, the line "New", a message, or back to where one was. */
export type Aim =
  | { kind: "end" }
  | { kind: "unread"; seq: number }
  | { kind: "message"; seq: number }
  | { kind: "place"; seq: number; top: number };

/** What stays in sight above the line under which one goes on reading. */
const CONTEXT_PX = 72;
/** What a message that one comes to has above it at least: the day hovers there. */
const CLEARANCE_PX = 48;

type Opening = { at: number | null; place: Place | null; firstUnread: number | null; newest: number };

/**
 * Where one lands: on the message of the address; where one was, if nothing has come since or nothing of it is to be
 * read; on the first unread message; at the end.
 */
export function firstAim({ at, place, firstUnread, newest }: Opening): Aim {
  if (at !== null) return { kind: "message", seq: at };
  if (place && (firstUnread === null || place.newest >= newest)) return { kind: "place", ...place };
  return firstUnread === null ? { kind: "end" } : { kind: "unread", seq: firstUnread };
}

/** The place that has to be held to get there; null for the end, wherever that is. */
export function seqOfAim(aim: Aim): number | null {
  return aim.kind === "end" ? null : aim.seq;
}

/** Whether what is held shows it: the oldest message that is held does not stand in the log while there are older ones. */
export function isWithin(timeline: Timeline, aim: Aim): boolean {
  if (aim.kind === "end") return !hasNewer(timeline);
  return holds(timeline, aim.seq) && (!timeline.hasOlder || timeline.messages[0]?.seq !== aim.seq);
}

/** Scrolls there; false while it does not stand in the log. */
export function reach(log: HTMLElement, aim: Aim): boolean {
  if (aim.kind === "end") log.scrollTop = 0;
  const row = rowOf(log, aim);
  if (row) log.scrollTop += topOf(log, row) - wantedTop(log, row, aim);
  return row !== null || aim.kind === "end";
}

function rowOf(log: HTMLElement, aim: Aim): Element | null {
  if (aim.kind === "end") return null;
  return (aim.kind === "unread" ? log.querySelector("[data-new]") : null) ?? rowAt(log, aim.seq);
}

function wantedTop(log: HTMLElement, row: Element, aim: Aim): number {
  if (aim.kind === "place") return aim.top;
  if (aim.kind === "unread") return CONTEXT_PX;
  return Math.max(CLEARANCE_PX, (log.clientHeight - row.getBoundingClientRect().height) / 3);
}
