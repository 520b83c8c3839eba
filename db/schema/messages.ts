import { sql } from "drizzle-orm";
import {
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { SystemEvent } from "@/lib/wire/messages";
import { moment, ofMessage } from "./columns";
import { users } from "./people";
import { threads } from "./threads";

export const messages = pgTable(
  "messages",
  {
    threadId: uuid()
      .notNull()
      .references(() => threads.id),
    /** The place in the thread: 1, 2, 3 … without a gap, for ever. */
    seq: integer().notNull(),
    /** Chosen by the writer's browser: sending again is the same message. */
    id: uuid().notNull(),
    /** Of a system line: who did it. */
    authorId: uuid()
      .notNull()
      .references(() => users.id),
    kind: text({ enum: ["text", "system"] })
      .notNull()
      .default("text"),
    body: text().notNull(),
    /** How the body is to be read; a sealed body would be another format. */
    format: text({ enum: ["markdown"] })
      .notNull()
      .default("markdown"),
    /** What happened, in a system line. */
    event: jsonb().$type<SystemEvent>(),
    /** Of the draft as it was first sent: tells a retry from another message under the same id. */
    draftHash: text(),
    /** The place of the message that this one replies to. */
    replyToSeq: integer(),
    /** The thread's change number of this message's last change. */
    rev: integer().notNull(),
    createdAt: moment().notNull(),
    editedAt: moment(),
    deletedAt: moment(),
  },
  (messages) => [
    primaryKey({ columns: [messages.threadId, messages.seq] }),
    unique("messages_thread_id_id").on(messages.threadId, messages.id),
    index("messages_thread_id_rev").on(messages.threadId, messages.rev),
    index("messages_thread_id_created_at").on(messages.threadId, messages.createdAt),
    index("messages_unread")
      .on(messages.threadId, messages.seq, messages.authorId)
      .where(sql`kind = 'text' and deleted_at is null`),
    foreignKey({
      name: "messages_reply_to",
      columns: [messages.threadId, messages.replyToSeq],
      foreignColumns: [messages.threadId, messages.seq],
    }),
  ],
);

/** What a message said before each of its edits. */
export const messageEdits = pgTable(
  "message_edits",
  {
    ...ofMessage(),
    /** The change number of the edit that ended this text. */
    rev: integer().notNull(),
    body: text().notNull(),
    /** When this text was written. */
    writtenAt: moment().notNull(),
  },
  (edits) => [
    primaryKey({ columns: [edits.threadId, edits.seq, edits.rev] }),
    foreignKey({ columns: [edits.threadId, edits.seq], foreignColumns: [messages.threadId, messages.seq] }),
  ],
);

export const reactions = pgTable(
  "reactions",
  {
    ...ofMessage(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    emoji: text().notNull(),
    createdAt: moment().notNull(),
  },
  (reactions) => [
    primaryKey({ columns: [reactions.threadId, reactions.seq, reactions.emoji, reactions.userId] }),
    foreignKey({ columns: [reactions.threadId, reactions.seq], foreignColumns: [messages.threadId, messages.seq] }),
  ],
);

export const mentions = pgTable(
  "mentions",
  {
    ...ofMessage(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
  },
  (mentions) => [
    primaryKey({ columns: [mentions.threadId, mentions.seq, mentions.userId] }),
    index("mentions_user_id").on(mentions.userId, mentions.threadId, mentions.seq),
    foreignKey({ columns: [mentions.threadId, mentions.seq], foreignColumns: [messages.threadId, messages.seq] }),
  ],
);

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/**
 * Under which words a message is found. Apart from the messages: what changes there with every reaction would be entered
 * into the index of all words anew.
 */
export const messageWords = pgTable(
  "message_words",
  {
    ...ofMessage(),
    createdAt: moment().notNull(),
    /** Made by `lib/search`, and marks of the author, the thread, who is named, and what it has (0011_search.sql). */
    words: tsvector().notNull(),
  },
  (entries) => [
    primaryKey({ columns: [entries.threadId, entries.seq] }),
    index("message_words_thread_id_created_at").on(entries.threadId, entries.createdAt),
    // What waits to be entered is read by every search, and entered while somebody waits for their message to be sent.
    index("message_words_words").using("gin", entries.words).with({ gin_pending_list_limit: 256 }),
    foreignKey({ columns: [entries.threadId, entries.seq], foreignColumns: [messages.threadId, messages.seq] }),
  ],
);
