import { sql } from "drizzle-orm";
import { index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment } from "./columns";
import { users } from "./people";
import { pictures } from "./pictures";

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
    pictureId: uuid().references(() => pictures.id),
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
  (threads) => [
    index("threads_last_change_at").on(threads.lastChangeAt),
    index("threads_picture_id").on(threads.pictureId).where(sql`picture_id is not null`),
  ],
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
    /**
     * Counts how often the position was set anew, as by "Mark as unread": the higher version wins, and within a version
     * the position only grows.
     */
    readVersion: integer().notNull().default(0),
    /** A tab of theirs has had everything up to here. */
    lastDeliveredSeq: integer().notNull().default(0),
    /** The furthest that they have ever read, and when: what others are told, which marking as unread does not take back. */
    seenSeq: integer().notNull().default(0),
    seenAt: moment(),
    /** Until then it does not call for attention. */
    mutedUntil: moment(),
    pinnedAt: moment(),
    /** What is said later brings the thread back, unless it is muted. */
    archivedAt: moment(),
    /** Counts the changes of the three: of two states that a tab is told of, the higher one is the newer. */
    attentionVersion: integer().notNull().default(0),
  },
  (participants) => [
    primaryKey({ columns: [participants.threadId, participants.userId] }),
    index("thread_participants_user_id").on(participants.userId, participants.threadId),
  ],
);
