import { z } from "zod";
import type { Attention } from "./attention";
import type { LastMessage } from "./excerpts";
import type { FileLimits } from "./files";
import { Id } from "./id";
import { PEOPLE_PER_CALL, TITLE_LENGTH } from "./limits";
import { type MessagePage, Place } from "./messages";
import type { KnownPerson, Person } from "./people";
import type { Receipt } from "./read-positions";
import { ROLES, type Role } from "./roles";
import { text } from "./text";
import { asViewer } from "./viewer";

export type Participant = KnownPerson & { username: string; role: Role };

/** What somebody who is added may read: from their join on, or everything. */
export type History = z.infer<typeof History>;
const History = z.enum(["join", "all"]);

/** What is the same for each of its participants. */
export type Thread = {
  id: string;
  kind: "direct" | "group";
  title: string | null;
  history: History;
  /** Of a group's face; null in a direct thread, which has the face of the other person. */
  pictureId: string | null;
  participants: Participant[];
};

/** A line of the viewer's thread list. `lastMessageAt` is ISO 8601 in UTC. */
export type ThreadSummary = {
  id: string;
  kind: "direct" | "group";
  /** Of a direct thread: the name of the other person. */
  title: string;
  /** Of a group's face. */
  pictureId: string | null;
  /** In a direct thread: the other person. */
  counterpart: Person | null;
  lastMessage: LastMessage | null;
  lastMessageAt: string;
  lastSeq: number;
  /** The number of the newest change that this line knows of. */
  rev: number;
  unread: number;
  /** Those of the unread that name the viewer. */
  mentions: number;
  lastReadSeq: number;
  readVersion: number;
  attention: Attention;
};

/** All that the page of a thread shows first. `firstUnread` is the place of the first message that is to be read. */
export type OpenedThread = {
  summary: ThreadSummary;
  thread: Thread;
  page: MessagePage;
  firstUnread: number | null;
  receipts: Receipt[];
  fileLimits: FileLimits;
};

/** A thread, at the place of one of its messages or where there is something to read. */
export const OpenThread = z.strictObject({ threadId: Id, at: Place.optional() });

export type ThreadCursor = z.infer<typeof ThreadCursor>;
export const ThreadCursor = z.strictObject({
  lastMessageAt: z.iso
    .datetime()
    .max(40)
    .regex(/^[12]\d{3}-/),
  id: Id,
});

/**
 * `nextBefore` asks for the page after this one; null when there is none. `unreadBelow` are the ids of the threads
 * further down in which something is unread, at most 100; `quietBelow` those of them that are muted or archived.
 *
 * With the top of the list come the pinned threads that are further down, and how often the viewer has changed their
 * attention to any thread: a tab that counts another number has missed a change, maybe of a thread further down; and
 * whom they have blocked.
 */
export type ThreadPage = {
  threads: ThreadSummary[];
  nextBefore: ThreadCursor | null;
  unreadBelow: string[];
  quietBelow?: string[];
  pinned?: ThreadSummary[];
  attentionTotal?: number;
  blockedIds?: string[];
};

export type ListThreads = z.infer<typeof ListThreads>;
export const ListThreads = asViewer({ before: ThreadCursor });

export type FindThreads = z.infer<typeof FindThreads>;
/** The viewer's threads by a word of their title. */
export const FindThreads = asViewer({ query: text(TITLE_LENGTH) });

export type StartThread = z.infer<typeof StartThread>;
/**
 * With one person: the direct thread. With more: a new group, under the title and the id that the browser has chosen, so
 * that asking again after a lost answer finds the same group. Of version 4: who could choose any would take the id of
 * somebody's direct thread, or learn from a refusal that there is one.
 */
export const StartThread = asViewer({
  id: z.uuidv4().toLowerCase().optional(),
  personIds: z.array(Id).min(1).max(PEOPLE_PER_CALL),
  title: text(TITLE_LENGTH).trim(),
});

export type AddParticipants = z.infer<typeof AddParticipants>;
export const AddParticipants = asViewer({
  threadId: Id,
  personIds: z.array(Id).min(1).max(PEOPLE_PER_CALL),
});

export type RemoveParticipant = z.infer<typeof RemoveParticipant>;
/** Removing oneself is leaving. */
export const RemoveParticipant = asViewer({ threadId: Id, personId: Id });

export type SetRole = z.infer<typeof SetRole>;
/** Giving somebody the ownership, and one's own away, are two changes: in between there are two owners. */
export const SetRole = asViewer({ threadId: Id, personId: Id, role: z.enum(ROLES) });

export type RenameGroup = z.infer<typeof RenameGroup>;
export const RenameGroup = asViewer({ threadId: Id, title: text(TITLE_LENGTH).trim().min(1) });

export type SetHistory = z.infer<typeof SetHistory>;
export const SetHistory = asViewer({ threadId: Id, history: History });
