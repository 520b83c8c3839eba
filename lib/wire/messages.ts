import { z } from "zod";
import type { Quote } from "./excerpts";
import type { MessageFile } from "./files";
import { Id } from "./id";
import { DRAFTS_PER_CALL, FILES_LIMIT, MESSAGE_LENGTH } from "./limits";
import type { LinkPreview } from "./link-previews";
import type { Outcome, Refused } from "./outcome";
import type { NamedPerson, Person } from "./people";
import type { Role } from "./roles";
import { text } from "./text";
import type { History } from "./threads";
import { asViewer } from "./viewer";

export type SystemEvent =
  | { type: "created"; title: string }
  | { type: "added"; people: NamedPerson[] }
  | { type: "removed"; person: NamedPerson }
  | { type: "left" }
  | { type: "role"; person: NamedPerson; role: Role }
  | { type: "renamed"; title: string }
  | { type: "history"; history: History }
  | { type: "picture"; isRemoved: boolean };

/** A person whom a message names as `@username`. */
export type Mention = NamedPerson & { username: string };

/** Who answered a message with this emoji, in the order in which they did. */
export type Reaction = { emoji: string; people: NamedPerson[] };

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
  /** The place of the message that it replies to. */
  replyTo: number | null;
  /** The beginning of that message, as it is now; null when it is not there for this reader. */
  quote: Quote | null;
  /** In the order in which each first came. */
  reactions: Reaction[];
  mentions: Mention[];
  /** In the order in which they were chosen. */
  files: MessageFile[];
  /** Of its first link; it comes some time after the message, as a change of it. */
  preview: LinkPreview | null;
};

/**
 * A run of messages in the order of their `seq`. When it was read, or shortly before, `newest` was the place of the
 * thread's newest message and `rev` the number of its newest change.
 */
export type MessagePage = { messages: Message[]; hasOlder: boolean; newest: number; rev: number };

/** A `seq` or a `rev`, which PostgreSQL keeps in an `integer`. */
export const Place = z.int32().nonnegative();

const Body = text(MESSAGE_LENGTH).refine((body) => body.trim() !== "");

export type Draft = z.infer<typeof Draft>;
/** `replyTo` is the place of the message that it replies to. A page from before there were replies or files leaves them out. */
export const Draft = z
  .strictObject({
    id: Id,
    body: text(MESSAGE_LENGTH),
    replyTo: Place.nullable().default(null),
    /** Ids of files that were put before (`PutFile`). With one of them there need be no words. */
    files: z.array(Id).max(FILES_LIMIT).optional(),
  })
  .refine(({ body, files = [] }) => body.trim() !== "" || files.length > 0);

export type SendMessages = z.infer<typeof SendMessages>;
export const SendMessages = asViewer({
  threadId: Id,
  drafts: z.array(Draft).min(1).max(DRAFTS_PER_CALL),
});

/** An outcome for each draft, in order. Fewer outcomes than drafts: a refusal to retry stopped the list there. */
export type SentMessages = Outcome<Message>[];

/** What a form without scripts gets back when its message was not taken: nothing that was typed is lost. */
export type UnsentForm = { id: string; body: string; refusal: Refused };

/** Of a thread, the messages before a place or after it, without the one at the place; or those around it, with it. */
export type ListMessages = z.infer<typeof ListMessages>;
export const ListMessages = z.union([
  asViewer({ threadId: Id, before: Place }),
  asViewer({ threadId: Id, after: Place }),
  asViewer({ threadId: Id, around: Place }),
]);

export type EditMessage = z.infer<typeof EditMessage>;
export const EditMessage = asViewer({ threadId: Id, seq: Place, body: Body });

export type DeleteMessage = z.infer<typeof DeleteMessage>;
/** For everyone. */
export const DeleteMessage = asViewer({ threadId: Id, seq: Place });

export type RemoveLinkPreview = z.infer<typeof RemoveLinkPreview>;
/** For everyone, and for as long as the link stays. */
export const RemoveLinkPreview = asViewer({ threadId: Id, seq: Place });

/** One emoji, of any version: with its skin tone and its gender, a flag, a keycap. */
const EMOJI =
  /^(?:\p{RI}{2}|[0-9#*]\uFE0F?\u20E3|\p{ExtPict}[\uFE0F\p{EMod}]*(?:\u200D\p{ExtPict}[\uFE0F\p{EMod}]*)*[\u{E0020}-\u{E007F}]*)$/u;

export type SetReaction = z.infer<typeof SetReaction>;
/** Said as it shall be, not as a change: asking twice is the same. */
export const SetReaction = asViewer({
  threadId: Id,
  seq: Place,
  emoji: z.string().max(64).regex(EMOJI),
  isOn: z.boolean(),
});

export type ListEdits = z.infer<typeof ListEdits>;
export const ListEdits = asViewer({ threadId: Id, seq: Place });

/** A text that a message had, and when it was written (ISO 8601 in UTC). */
export type Edit = { body: string; writtenAt: string };
