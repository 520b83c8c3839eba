import { asc, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { database, type Transaction } from "./client";
import { reports, users } from "./schema";

const reporters = alias(users, "reporters");
const authors = alias(users, "authors");

/** Keeps a report, unless this person has reported this message already; tells whether it did. */
export async function insertReport(tx: Transaction, report: typeof reports.$inferInsert): Promise<boolean> {
  const kept = await tx.insert(reports).values(report).onConflictDoNothing().returning({ id: reports.id });
  return kept.length > 0;
}

/** The open reports, the oldest first. */
export function findOpenReports(limit: number) {
  return selectReports().where(isNull(reports.closedAt)).orderBy(asc(reports.createdAt), asc(reports.id)).limit(limit);
}

/** The reports that were closed, the last one first. */
export function findClosedReports(limit: number) {
  return selectReports()
    .where(isNotNull(reports.closedAt))
    .orderBy(desc(reports.closedAt), desc(reports.id))
    .limit(limit);
}

/** Locks a report; undefined when it is missing. */
export async function lockReport(tx: Transaction, id: string) {
  const [report] = await tx
    .select({ authorId: reports.authorId, closedAt: reports.closedAt })
    .from(reports)
    .where(eq(reports.id, id))
    .for("no key update");
  return report;
}

export async function updateReportClosed(tx: Transaction, id: string, closedBy: string): Promise<void> {
  await tx.update(reports).set({ closedAt: sql`now()`, closedBy }).where(eq(reports.id, id));
}

function selectReports() {
  return database()
    .select({
      id: reports.id,
      reporter: { id: reporters.id, name: reporters.name, username: reporters.username },
      author: { id: authors.id, name: authors.name, username: authors.username },
      body: reports.body,
      files: reports.files,
      reason: reports.reason,
      createdAt: reports.createdAt,
      closedAt: reports.closedAt,
    })
    .from(reports)
    .innerJoin(reporters, eq(reporters.id, reports.reporterId))
    .innerJoin(authors, eq(authors.id, reports.authorId))
    .$dynamic();
}
