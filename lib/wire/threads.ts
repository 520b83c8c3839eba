import { z } from "zod";
import { Id } from "./id";
import { PEOPLE_PER_CALL, TITLE_LENGTH } from "./limits";
import type { Message, MessagePage } from "./messages";
import type { Person } from "./people";
import { text } from "./text";
import { asViewer } from "./viewer";

export type Participant = Person & { role: "owner" | "admin" | "member" };

/** What is the same for each of its participants. */
export type Thread = {
  id: string;
  kind: "direct" | "group";
  title: string | null;
  participants: Participant[];
};

/** A line of the viewer's thread list. `lastMessageAt` is ISO 8601 in UTC. */
export type ThreadSummary = {
  id: string;
  kind: "direct" | "group";
  /** Of a direct thread: the name of the other person. */
  title: string;
  /** In a direct thread: the other person. */
  counterpart: Person | null;
  lastMessage: Message | null;
  lastMessageAt: string;
  lastSeq: number;
  /** The number of the newest change that this line knows of. */
  rev: number;
  unread: number;
  lastReadSeq: number;
  readVersion: number;
};

/** All that the page of a thread shows first. */
export type OpenedThread = { summary: ThreadSummary; thread: Thread; page: MessagePage };

export type ThreadCursor = z.infer<typeof ThreadCursor>;
export const ThreadCursor = z.strictObject({ lastMessageAt: z.iso.datetime().regex(/^[12]\d{3}-/), id: Id });

/** `nextBefore` asks for the page after this one; null when there is none. */
export type ThreadPage = { threads: ThreadSummary[]; nextBefore: ThreadCursor | null };

export type ListThreads = z.infer<typeof ListThreads>;
export const ListThreads = asViewer({ before: ThreadCursor });

export type StartThread = z.infer<typeof StartThread>;
/** With one person: the direct thread. With more: a new group, under the title. */
export const StartThread = asViewer({
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
