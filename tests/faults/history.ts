import type { ServerToClientEvents } from "@/lib/wire/events";
import type { SystemEvent } from "@/lib/wire/messages";
import type { RefusalCode } from "@/lib/wire/outcome";
import type { Role } from "@/lib/wire/roles";

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
  /** The beginning of a message reached a tab, as what another one replies to. */
  | { kind: "quoted"; tab: string; thread: string; seq: number; by: Way }
  /** A tab heard an event of this kind. */
  | { kind: "heard"; tab: string; event: keyof ServerToClientEvents }
  /**
   * In what a tab shows of a thread, `removed` messages from `place` on were replaced by `added`. The tab takes the one at
   * `newest` for the thread's newest: when it does not show it, it says that there is more.
   */
  | { kind: "shown"; tab: string; thread: string; place: number; removed: number; added: Shown[]; newest: number }
  /** A tab learned that changes of a thread are missing, and had them all. */
  | { kind: "gap" | "repaired"; tab: string; thread: string }
  /** A line of a tab's list changed. */
  | { kind: "listed"; tab: string; thread: string; lastReadSeq: number; readVersion: number; unread: number }
  /** Somebody asked for a message of a thread to be the first unread one. */
  | { kind: "marked"; tab: string; person: string; thread: string; seq: number }
  /**
   * It is certain that a person was removed from a thread, which was asked for at `asked`: nothing up to the place `upTo`
   * may reach them any more, also when they are added again.
   */
  | { kind: "removed"; person: string; thread: string; upTo: number; asked: number }
  /**
   * It is certain that a group shows nothing from before their join to those who came later, which was asked for at
   * `asked`: the line at the place `upTo` says so.
   */
  | { kind: "history-closed"; thread: string; upTo: number; asked: number }
  /** The server has confirmed that a session has ended. */
  | { kind: "session-ended"; session: string; asked: number }
  /** A fault began, and was over. */
  | { kind: "fault"; name: string }
  | { kind: "mended"; name: string }
);

export type History = Happening[];

/** A message as PostgreSQL has it at the end. `writtenAt` is in milliseconds since the run began, by its own clock. */
export type StoredMessage = Shown & {
  author: string;
  event: SystemEvent | null;
  isDeleted: boolean;
  writtenAt: number;
  /** Who is named in it: its author, whom a line tells of, who reacted, and who is mentioned. */
  names: string[];
};

export type StoredThread = {
  id: string;
  /** Null in a direct thread. */
  title: string | null;
  lastSeq: number;
  lastRev: number;
  /** In the order of `seq`. */
  messages: StoredMessage[];
  /** Who is in it now. `attention` counts how often they changed how the thread calls them. */
  participants: { person: string; role: Role; joinedSeq: number; lastReadSeq: number; attention: number }[];
};

/** Somebody as PostgreSQL has them at the end; `blocked` are those whom they have blocked. */
export type StoredPerson = { id: string; name: string; isDeleted: boolean; blocked: string[] };

/** What a tab that is still open holds when all is quiet, beside what the server tells a tab that asks for all of it. */
export type Standing = {
  tab: string;
  /** A thread's id and what is compared, such as its timeline, or "list". */
  of: string;
  held: unknown;
  fresh: unknown;
};

/** What a tab that is still open shows when all is quiet, beside which messages it shows in which order. */
export type Look = {
  tab: string;
  /** Whom its person has blocked. */
  blocked: string[];
  lines: { thread: string; title: string; attention: number }[];
  /** `stubs` are the places of the messages that it shows as deleted, with nothing of what they said. */
  threads: { thread: string; title: string | null; roles: Record<string, Role>; stubs: number[] }[];
  /** How it calls people, each way once; what a system line tells keeps the names of its day. */
  names: { person: string; name: string; isInLine: boolean }[];
};

/** All that is known when a run is over. `quietAt` is when the last fault was mended and nobody wrote any more. */
export type Run = {
  history: History;
  threads: StoredThread[];
  people: StoredPerson[];
  standings: Standing[];
  looks: Look[];
  quietAt: number;
  endedAt: number;
};
