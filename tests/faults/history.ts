import type { ServerToClientEvents } from "@/lib/wire/events";
import type { SystemEvent } from "@/lib/wire/messages";
import type { RefusalCode } from "@/lib/wire/outcome";

/** A message as far as its order and identity go. */
export type Shown = { seq: number; id: string; rev: number };

/** What brought a message's content to a tab. */
export type Way = "push" | "answer" | "catch-up" | "page" | "list";

/**
 * One thing that happened in a run, in the order in which the rig saw it. `at` is in milliseconds since the run began. A
 * `tab` is one life of one page: a reload ends it and opens the next one. A `device` is a browser's profile, whose tabs,
 * at the same time or one after the other, share an outbox.
 */
export type Happening = { at: number } & (
  | { kind: "opened"; tab: string; device: string; person: string; session: string }
  | { kind: "closed"; tab: string }
  /** The live connection of a tab came into being (its first `sync` was answered) or was lost. */
  | { kind: "connected" | "disconnected"; tab: string }
  /** Somebody pressed Enter: the message is in the outbox from now on. */
  | { kind: "written"; tab: string; device: string; person: string; thread: string; id: string }
  /** A call left the tab with these drafts, in this order. */
  | { kind: "called"; tab: string; thread: string; ids: string[] }
  /** What a tab was answered about one draft: its place, or why not. */
  | { kind: "acknowledged"; tab: string; thread: string; id: string; seq: number }
  | { kind: "refused"; tab: string; thread: string; id: string; code: RefusalCode }
  /** Content reached a tab, whether it showed it or not. */
  | { kind: "received"; tab: string; thread: string; seq: number; id: string; by: Way }
  /** A tab heard an event of this kind. */
  | { kind: "heard"; tab: string; event: keyof ServerToClientEvents }
  /** In what a tab shows of a thread, `removed` messages from `place` on were replaced by `added`. */
  | { kind: "shown"; tab: string; thread: string; place: number; removed: number; added: Shown[] }
  /** A tab learned that changes of a thread are missing, and had them all. */
  | { kind: "gap" | "repaired"; tab: string; thread: string }
  /** A line of a tab's list changed. */
  | { kind: "listed"; tab: string; thread: string; lastReadSeq: number; readVersion: number; unread: number }
  /**
   * It is certain that a person was removed from a thread, which was asked for at `asked`: nothing up to the place `upTo`
   * may reach them any more, also when they are added again.
   */
  | { kind: "removed"; person: string; thread: string; upTo: number; asked: number }
  /** The server has confirmed that a session has ended. */
  | { kind: "session-ended"; session: string; asked: number }
  /** A fault began, and was over. */
  | { kind: "fault"; name: string }
  | { kind: "mended"; name: string }
);

export type History = Happening[];

/** A message as PostgreSQL has it at the end. */
export type StoredMessage = Shown & { author: string; event: SystemEvent | null };

export type StoredThread = {
  id: string;
  lastSeq: number;
  lastRev: number;
  /** In the order of `seq`. */
  messages: StoredMessage[];
  /** Who is in it now. */
  participants: { person: string; joinedSeq: number; lastReadSeq: number }[];
};

/** What a tab that is still open holds when all is quiet, beside what the server tells a tab that asks for all of it. */
export type Standing = {
  tab: string;
  /** A thread's id and what is compared, such as its timeline, or "list". */
  of: string;
  held: unknown;
  fresh: unknown;
};

/** All that is known when a run is over. `quietAt` is when the last fault was mended and nobody wrote any more. */
export type Run = {
  history: History;
  threads: StoredThread[];
  standings: Standing[];
  quietAt: number;
  endedAt: number;
};
