import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { SystemEvent } from "@/lib/wire/messages";

/** To the millisecond, as JavaScript has it: a time that goes out and comes back in a cursor is still the same. */
const moment = () => timestamp({ withTimezone: true, mode: "date", precision: 3 });

export const users = pgTable(
  "users",
  {
    id: uuid().primaryKey(),
    username: text().notNull().unique(),
    name: text().notNull(),
    passwordHash: text().notNull(),
    role: text({ enum: ["member", "administrator"] })
      .notNull()
      .default("member"),
    /** Raised to end every session at once: a session's cookie carries the version it was made under. */
    authVersion: integer().notNull().default(1),
    isDemo: boolean().notNull().default(false),
    createdAt: moment().notNull().defaultNow(),
    disabledAt: moment(),
  },
  (users) => [check("users_username_lower_case", sql`${users.username} = lower(${users.username})`)],
);

export const sessions = pgTable(
  "sessions",
  {
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    createdAt: moment().notNull().defaultNow(),
    /** Written at most every five minutes. */
    lastSeenAt: moment().notNull().defaultNow(),
    expiresAt: moment().notNull(),
    revokedAt: moment(),
    ip: text(),
    userAgent: text(),
  },
  (sessions) => [index("sessions_user_id").on(sessions.userId)],
);

export const threads = pgTable(
  "threads",
  {
    /** Of a direct thread: made from its pair (`directThreadId`), so that there can be only one. */
    id: uuid().primaryKey(),
    kind: text({ enum: ["direct", "group"] }).notNull(),
    title: text(),
    /** What someone added later may read: from their join on, or everything. */
    history: text({ enum: ["join", "all"] })
      .notNull()
      .default("join"),
    createdBy: uuid().references(() => users.id),
    createdAt: moment().notNull().defaultNow(),
    /** The place of the newest message. */
    lastSeq: integer().notNull().default(0),
    /** The number of the newest change; the order of these numbers is the order of commits. */
    lastRev: integer().notNull().default(0),
    /** Raised by every join and leave, so that a node can tell whether it knows who is in. */
    membershipVersion: integer().notNull().default(1),
    lastMessageAt: moment().notNull().defaultNow(),
    lastChangeAt: moment().notNull().defaultNow(),
  },
  (threads) => [index("threads_last_change_at").on(threads.lastChangeAt)],
);

export const threadParticipants = pgTable(
  "thread_participants",
  {
    threadId: uuid()
      .notNull()
      .references(() => threads.id),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    role: text({ enum: ["owner", "admin", "member"] })
      .notNull()
      .default("member"),
    joinedAt: moment().notNull().defaultNow(),
    /** The first message that this participant may read. */
    joinedSeq: integer().notNull().default(1),
    /** Null in a participant; in a former one, who may read nothing, when they left. */
    leftAt: moment(),
    lastReadSeq: integer().notNull().default(0),
    lastReadAt: moment(),
    /** Counts the changes of the read position; the higher version wins. */
    readVersion: integer().notNull().default(0),
  },
  (participants) => [
    primaryKey({ columns: [participants.threadId, participants.userId] }),
    index("thread_participants_user_id").on(participants.userId, participants.threadId),
  ],
);

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
  ],
);
