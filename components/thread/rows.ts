import { dayOf } from "@/components/clock";
import type { Message, SystemEvent } from "@/lib/wire/messages";
import type { RefusalCode } from "@/lib/wire/outcome";
import type { Person } from "@/lib/wire/people";
import type { OutboxDraft } from "./outbox-draft";

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
  zone: string;
  /** Where the unread messages began when the thread was opened. */
  firstUnread: number | null;
};

/** What stands in the log, from top to bottom. */
export function layOut(log: Log): Day[] {
  const newId = firstNewId(log);
  return splitIntoDays(rowsOf(log), log.zone).map(({ date, rows }) => ({
    date,
    rows: inGroups(rows.flatMap((row): Row[] => (row.id === newId ? [{ kind: "new", id: "new" }, row] : [row]))),
  }));
}

function rowsOf({ messages, drafts, viewer }: Log): (Bubble | SystemLine)[] {
  const sent = new Set(messages.map(({ id }) => id));
  const unsent = drafts.filter(({ id }) => !sent.has(id));
  return [
    ...messages.map((message) => rowOfMessage(message, viewer)),
    ...unsent.map((draft) => rowOfDraft(draft, viewer)),
  ];
}

function rowOfMessage(message: Message, viewer: Person): Bubble | SystemLine {
  const { id, seq, author, body, event, createdAt, editedAt, isDeleted } = message;
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
  };
}

function rowOfDraft({ id, body, createdAt, state, code }: OutboxDraft, viewer: Person): Bubble {
  return { ...ALONE, id, seq: null, author: viewer, body, at: createdAt, isOwn: true, state, code };
}

const ALONE = {
  kind: "bubble",
  isDeleted: false,
  isEdited: false,
  state: "sent",
  code: null,
  startsGroup: true,
  endsGroup: true,
} as const;

/** The row above which "New" stands: null while the place where it belongs is not loaded. */
function firstNewId({ messages, hasOlder, viewer, firstUnread }: Log): string | null {
  const oldest = messages[0];
  if (firstUnread === null || !oldest || (hasOlder && oldest.seq > firstUnread)) return null;
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
    return { ...row, startsGroup: !joins(rows[place - 1], row), endsGroup: !joins(row, rows[place + 1]) };
  });
}

function joins(above: Row | undefined, below: Row | undefined): boolean {
  if (above?.kind !== "bubble" || below?.kind !== "bubble" || above.author.id !== below.author.id) return false;
  return Math.abs(Date.parse(below.at) - Date.parse(above.at)) <= GROUP_MS;
}
