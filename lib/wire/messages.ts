import { z } from "zod";
import { Id } from "./id";
import { DRAFTS_PER_CALL, MESSAGE_LENGTH } from "./limits";
import type { Outcome, RefusalCode } from "./outcome";
import type { Person } from "./people";
import { text } from "./text";
import { asViewer } from "./viewer";

export type SystemEvent =
  | { type: "created"; title: string }
  | { type: "added"; people: Person[] }
  | { type: "removed"; person: Person }
  | { type: "left" };

/** A message as its readers get it. `createdAt` and `editedAt` are ISO 8601 in UTC. */
export type Message = {
  threadId: string;
  /** The place in the thread: 1, 2, 3 … without a gap. */
  seq: number;
  id: string;
  author: Person;
  body: string;
  /** What happened, in a system line; null in what somebody wrote. */
  event: SystemEvent | null;
  /** The thread's change number of this message's last change: of two states the greater one is the newer. */
  rev: number;
  createdAt: string;
  editedAt: string | null;
  isDeleted: boolean;
};

/** A run of messages in the order of their `seq`. */
export type MessagePage = { messages: Message[]; hasOlder: boolean };

export type Draft = z.infer<typeof Draft>;
export const Draft = z.strictObject({
  id: Id,
  body: text(MESSAGE_LENGTH).refine((body) => body.trim() !== ""),
});

export type SendMessages = z.infer<typeof SendMessages>;
export const SendMessages = asViewer({
  threadId: Id,
  drafts: z.array(Draft).min(1).max(DRAFTS_PER_CALL),
});

/** An outcome for each draft, in order. Fewer outcomes than drafts: a refusal to retry stopped the list there. */
export type SentMessages = Outcome<Message>[];

/** A `seq` or a `rev`, which PostgreSQL keeps in an `integer`. */
export const Place = z.int32().nonnegative();

/** What a form without scripts gets back when its message was not taken: nothing that was typed is lost. */
export type UnsentForm = { id: string; body: string; refusal: RefusalCode };

export type ListMessages = z.infer<typeof ListMessages>;
export const ListMessages = asViewer({ threadId: Id, before: Place });
