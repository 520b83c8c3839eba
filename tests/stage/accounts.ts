import { randomUUID } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import { database } from "@/db/client";
import { auditLog } from "@/db/schema";

export const DEVICE = { ip: "127.0.0.1", userAgent: "a browser" };

/** What somebody types who wants an account. Their username is nobody else's. */
export function newAccount(given: { username?: string; name?: string; password?: string } = {}) {
  return { username: `gus-${randomUUID().slice(0, 8)}`, name: "Gus", password: "noodles at seven", ...given };
}

/** What the audit log tells of an action, newest first. */
export function auditRows(action: string) {
  return database().select().from(auditLog).where(eq(auditLog.action, action)).orderBy(desc(auditLog.id));
}

/** How many of the answers are refusals of each code, and how many are done. */
export function outcomesIn(answers: PromiseSettledResult<unknown>[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const answer of answers) {
    const code = answer.status === "rejected" ? String(answer.reason.code ?? answer.reason) : "done";
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}
