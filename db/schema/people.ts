import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment } from "./columns";
import { pictures } from "./pictures";

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
    /** Null in whoever may sign in. */
    disabledAt: moment(),
    /** The account is gone; the row stays for what it wrote. */
    deletedAt: moment(),
    theme: text({ enum: ["system", "light", "dark"] })
      .notNull()
      .default("system"),
    pictureId: uuid().references(() => pictures.id),
    /** Whoever does not tell others how far they have read is not told either; the same goes for the two below. */
    receiptsOn: boolean().notNull().default(true),
    typingOn: boolean().notNull().default(true),
    presenceOn: boolean().notNull().default(true),
    /** When they were last found to be there, as far as the process that knew has written it down. */
    lastSeenAt: moment(),
  },
  (users) => [
    check("users_username_lower_case", sql`${users.username} = lower(${users.username})`),
    index("users_picture_id").on(users.pictureId).where(sql`picture_id is not null`),
  ],
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

/** Who wants nothing of whom. */
export const blocks = pgTable(
  "blocks",
  {
    blockerId: uuid()
      .notNull()
      .references(() => users.id),
    blockedId: uuid()
      .notNull()
      .references(() => users.id),
    createdAt: moment().notNull().defaultNow(),
  },
  (blocks) => [
    primaryKey({ columns: [blocks.blockerId, blocks.blockedId] }),
    index("blocks_blocked_id").on(blocks.blockedId),
    index("blocks_created_at").on(blocks.createdAt),
  ],
);
