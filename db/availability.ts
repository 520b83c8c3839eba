import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { database } from "./client";

/**
 * Whether a failed query failed for want of the database, so that the same query may succeed later: the connection is
 * gone or refused, the server is starting, stopping or full, or a lock or a statement took too long.
 */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && typeof error.code === "string" && UNAVAILABLE.test(error.code)) return true;
  return isUnavailable(error.cause);
}

/** Codes of postgres.js, of the operating system, and the SQLSTATE classes 08, 53, 57 and lock_not_available. */
const UNAVAILABLE = /^(CONNECT|ECONN|ENOENT|EPIPE|ETIMEDOUT|EAI_AGAIN|08...$|53...$|57...$|55P03$)/;

const READY_MS = 2_000;

/** Whether the database answers, within two seconds. */
export async function isDatabaseReady(): Promise<boolean> {
  const answer = database()
    .execute(sql`select 1`)
    .then(
      () => true,
      () => false,
    );
  return Promise.race([answer, sleep(READY_MS, false, { ref: false })]);
}
