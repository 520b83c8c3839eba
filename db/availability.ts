import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { database } from "./client";
import { isMissing } from "./failure";

const READY_MS = 2_000;

/**
 * Whether the database answers, within two seconds, and has the newest migration of this build, or newer ones: what is
 * missing. `newest` is when that migration was made, in ms since 1970.
 */
export async function readinessOf(newest: number): Promise<"ok" | "no database" | "migrations are missing"> {
  const applied = database()
    .execute<{ applied: number | null }>(
      sql`select max(created_at)::float8 as applied from drizzle.__drizzle_migrations`,
    )
    .then(
      ([row]) => ((row?.applied ?? 0) >= newest ? "ok" : "migrations are missing"),
      (error) => (isMissing(error) ? "migrations are missing" : "no database"),
    );
  return Promise.race([applied, sleep(READY_MS, "no database" as const, { ref: false })]);
}

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
