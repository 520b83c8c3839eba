import { dayOf } from "@/components/clock";
import type { OutboxDraft } from "@/components/outbox/outbox-draft";
import type { Quote } from "@/lib/wire/excerpts";
import type { MessageFile } from "@/lib/wire/files";
import type { LinkPreview } from "@/lib/wire/link-previews";
import type { Mention, Message, Reaction, SystemEvent } from "@/lib/wire/messages";
import type { RefusalCode } from "@/lib/wire/outcome";
import type { Person } from "@/lib/wire/people";

/** Messages of one sender that follow each other within this time stand together. */
const GROUP_MS = 5 * 60 * 1000;

/** A message, or the draft that will become it under the same id: one row, so that confirming it moves nothing. */
export type Bubble = {
  kind: "bubble";
  id: string;
  /** Null until the server has given it its place. */
  seq: number | null;
  author: Person;
  body: string;
  at: string;
  isOwn: boolean;
  isDeleted: boolean;
  isEdited: boolean;
  /** The change number of its last change, 0 until the server has given it one. */
  rev: number;
  /** Whether it replies to a message, and that message as far as the viewer may see it. */
  isReply: boolean;
  quote: Quote | null;
  reactions: Reaction[];
  mentions: Mention[];
  files: MessageFile[];
  preview: LinkPreview | null;
  state: "sent" | OutboxDraft["state"];
  /** Why it was not sent. */
  code: RefusalCode | null;
  startsGroup: boolean;
  endsGroup: boolean;
};

export type SystemLine = { kind: "system"; id: string; seq: number; author: Person; event: SystemEvent; at: string };

export type Row = Bubble | SystemLine | { kind: "new"; id: "new" };

/** The rows of one calendar day, an ISO date in the viewer's zone. */
export type Day = { date: string; rows: Row[] };

export type Log = {
  /** In the order of their places in the thread. */
  messages: Message[];
  hasOlder: boolean;
  /** In the order of their writing. */
  drafts: OutboxDraft[];
  viewer: Person;
  /** Whom a draft may mention; of a message the server says whom it does. */
  participants?: Mention[];
  zone: string;
  /** Where the unread messages began when the thread was opened. */
  firstUnread: number | null;
};

/** What stands in the log, from top to bottom. */
export function layOut(log: Log): Day[] {
  const newId = firstNewId(log);
  const days = splitIntoDays(rowsOf(log), log.zone).map(({ date, rows }) => ({
    date,
    rows: inGroups(rows.flatMap((row): Row[] => (row.id === newId ? [{ kind: "new", id: "new" }, row] : [row]))),
  }));
  return log.hasOlder && log.messages.length > 0 ? withoutFirst(days) : days;
}

/**
 * The oldest message that is held only tells how the one after it stands. How it stands itself is known when the one
 * before it is, and it would change its height then, before somebody's eyes.
 */
function withoutFirst([first, ...days]: Day[]): Day[] {
  if (!first) return days;
  const rows = first.rows.slice(first.rows[0]?.kind === "new" ? 2 : 1);
  return rows.length > 0 ? [{ ...first, rows }, ...days] : days;
}

function rowsOf({ messages, drafts, viewer, participants = NO_MENTIONS }: Log): (Bubble | SystemLine)[] {
  const sent = new Set(messages.map(({ id }) => id));
  const unsent = drafts.filter(({ id }) => !sent.has(id));
  return [
    ...messages.map((message) => sameRow(viewer, message, () => rowOfMessage(message, viewer))),
    ...unsent.map((draft) => sameRow(viewer, draft, () => ({ ...rowOfDraft(draft, viewer), mentions: participants }))),
  ];
}

/** Of what has not changed the row is the same one as before, so that nothing of it is drawn again. */
const rowsKnown = new WeakMap<Person, WeakMap<Message | OutboxDraft, Bubble | SystemLine>>();

function sameRow(viewer: Person, origin: Message | OutboxDraft, make: () => Bubble | SystemLine): Bubble | SystemLine {
  const known = rowsKnown.get(viewer) ?? new WeakMap();
  rowsKnown.set(viewer, known);
  const row = known.get(origin) ?? make();
  known.set(origin, row);
  return row;
}

function rowOfMessage(message: Message, viewer: Person): Bubble | SystemLine {
  const { id, seq, author, body, event, createdAt, editedAt, isDeleted, rev, quote, reactions, mentions, files } =
    message;
  const { preview } = message;
  if (event) return { kind: "system", id, seq, author, event, at: createdAt };
  const isOwn = author.id === viewer.id;
  return {
    ...ALONE,
    id,
    seq,
    author,
    body,
    at: createdAt,
    isOwn,
    isDeleted,
    isEdited: editedAt !== null && !isDeleted,
    isReply: message.replyTo !== null,
    ...{ rev, quote, reactions, mentions, files, preview },
  };
}

function rowOfDraft(draft: OutboxDraft, viewer: Person): Bubble {
  const { id, body, quote, files = NO_FILES, createdAt, state, code } = draft;
  const isReply = quote != null;
  return {
    ...ALONE,
    id,
    seq: null,
    author: viewer,
    body,
    at: createdAt,
    isOwn: true,
    isReply,
    quote,
    files,
    state,
    code,
  };
}

const NO_REACTIONS: Reaction[] = [];
const NO_MENTIONS: Mention[] = [];
const NO_FILES: MessageFile[] = [];

const ALONE = {
  kind: "bubble",
  isDeleted: false,
  isEdited: false,
  rev: 0,
  isReply: false,
  quote: null,
  reactions: NO_REACTIONS,
  mentions: NO_MENTIONS,
  files: NO_FILES,
  preview: null,
  state: "sent",
  code: null,
  startsGroup: true,
  endsGroup: true,
} as const;

/** The row above which "New" stands: null while the place where it belongs is not loaded. */
function firstNewId({ messages, hasOlder, viewer, firstUnread }: Log): string | null {
  const oldest = messages[0];
  if (firstUnread === null || !oldest || (hasOlder && oldest.seq >= firstUnread)) return null;
  const first = messages.find(({ seq, author, event }) => seq >= firstUnread && author.id !== viewer.id && !event);
  return first?.id ?? null;
}

/** Places rule, not clocks: what claims an earlier day than the row above it stands on that row's day. */
function splitIntoDays<Dated extends { at: string }>(rows: Dated[], zone: string): { date: string; rows: Dated[] }[] {
  const days: { date: string; rows: Dated[] }[] = [];
  for (const row of rows) {
    const date = dayOf(row.at, zone);
    const last = days.at(-1);
    if (last && date <= last.date) last.rows.push(row);
    else days.push({ date, rows: [row] });
  }
  return days;
}

function inGroups(rows: Row[]): Row[] {
  return rows.map((row, place) => {
    if (row.kind !== "bubble") return row;
    return inGroup(row, !joins(rows[place - 1], row), !joins(row, rows[place + 1]));
  });
}

const bubblesInGroups = new WeakMap<Bubble, Map<string, Bubble>>();

/** The bubble with its corners; the same one each time. */
function inGroup(bubble: Bubble, startsGroup: boolean, endsGroup: boolean): Bubble {
  const known = bubblesInGroups.get(bubble) ?? new Map<string, Bubble>();
  bubblesInGroups.set(bubble, known);
  const corners = `${startsGroup} ${endsGroup}`;
  const same = known.get(corners) ?? { ...bubble, startsGroup, endsGroup };
  known.set(corners, same);
  return same;
}

function joins(above: Row | undefined, below: Row | undefined): boolean {
  if (above?.kind !== "bubble" || below?.kind !== "bubble" || above.author.id !== below.author.id) return false;
  return Math.abs(Date.parse(below.at) - Date.parse(above.at)) <= GROUP_MS;
}
