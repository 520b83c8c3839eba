import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { ReportedFile } from "@/lib/wire/reports";
import { moment, ofMessage } from "./columns";
import { messages } from "./messages";
import { users } from "./people";

/** What holds for the whole of Parley: one row, which is there from the first migration on. */
export const settings = pgTable(
  "settings",
  {
    id: smallint().primaryKey().default(1),
    registration: text({ enum: ["open", "invite", "closed"] })
      .notNull()
      .default("invite"),
    /** Whether the server fetches the pages that people link to. */
    linkPreviews: boolean().notNull().default(false),
    /** Of the one-time link that makes the first administrator; null when it is used up, or was never needed. */
    setUpTokenHash: text(),
  },
  (settings) => [check("settings_one_row", sql`${settings.id} = 1`)],
);

/** A token is in its link and nowhere else: here is its SHA-256, in hex. */
export const invites = pgTable("invites", {
  id: uuid().primaryKey(),
  tokenHash: text().notNull().unique("invites_token_hash"),
  createdBy: uuid()
    .notNull()
    .references(() => users.id),
  createdAt: moment().notNull().defaultNow(),
  expiresAt: moment().notNull(),
  maxUses: integer().notNull(),
  uses: integer().notNull().default(0),
  revokedAt: moment(),
});

export const resetLinks = pgTable(
  "reset_links",
  {
    id: uuid().primaryKey(),
    tokenHash: text().notNull().unique("reset_links_token_hash"),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    /** Null when it was made on the command line. */
    createdBy: uuid().references(() => users.id),
    createdAt: moment().notNull().defaultNow(),
    expiresAt: moment().notNull(),
    /** Used, or taken back by a newer one. */
    endedAt: moment(),
  },
  (links) => [index("reset_links_user_id").on(links.userId)],
);

/** A message that somebody reported to the administrators, with what it said then. */
export const reports = pgTable(
  "reports",
  {
    id: uuid().primaryKey(),
    ...ofMessage(),
    reporterId: uuid()
      .notNull()
      .references(() => users.id),
    authorId: uuid()
      .notNull()
      .references(() => users.id),
    body: text().notNull(),
    /** What went with it then; what is in the files is nobody's but the participants'. */
    files: jsonb().$type<ReportedFile[]>().notNull().default([]),
    reason: text().notNull(),
    createdAt: moment().notNull().defaultNow(),
    closedAt: moment(),
    closedBy: uuid().references(() => users.id),
  },
  (reports) => [
    unique("reports_once").on(reports.threadId, reports.seq, reports.reporterId),
    index("reports_open").on(reports.createdAt).where(sql`closed_at is null`),
    foreignKey({ columns: [reports.threadId, reports.seq], foreignColumns: [messages.threadId, messages.seq] }),
  ],
);

/** Who did what, for ever: rows are added, and never changed or taken away. */
export const auditLog = pgTable(
  "audit_log",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: moment().notNull().defaultNow(),
    /** Null when it was done on the command line or by nobody in particular, as a sign-in that failed. */
    actorId: uuid().references(() => users.id),
    action: text().notNull(),
    /** Whom or what it was done to: the id of a person, a thread, an invite …, where there is one. */
    subjectId: uuid(),
    details: jsonb().$type<Record<string, string | number | boolean | null>>().notNull().default({}),
    ip: text(),
  },
  (log) => [
    index("audit_log_actor_id").on(log.actorId, log.id),
    index("audit_log_subject_id").on(log.subjectId, log.id),
    index("audit_log_action").on(log.action, log.id),
  ],
);

/** Work that has to be done even if the process ends: by one process at a time, again until it is done and goes. */
export const jobs = pgTable(
  "jobs",
  {
    id: uuid().primaryKey(),
    kind: text().notNull(),
    payload: jsonb().$type<Record<string, string | number | boolean | null>>().notNull().default({}),
    createdAt: moment().notNull().defaultNow(),
    /** Not before then; while somebody works on it, when it is anybody's again. */
    dueAt: moment().notNull().defaultNow(),
    attempts: integer().notNull().default(0),
    /** Earlier builds kept what was done. */
    doneAt: moment(),
  },
  (jobs) => [index("jobs_due_at").on(jobs.dueAt).where(sql`done_at is null`)],
);
