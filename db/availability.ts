import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { database } from "./client";

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
