import { randomUUID } from "node:crypto";
import { eq, isNull, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { database, transaction } from "@/db/client";
import { insertJob } from "@/db/jobs";
import { jobs } from "@/db/schema";
import { deleteAccount } from "@/lib/deletions";
import { doJobStep } from "@/lib/jobs";
import { setLog } from "@/lib/log";
import { castOfThree, say } from "@/tests/stage/cast";
import { holdRows } from "@/tests/stage/locks";
import { setStage } from "@/tests/stage/stage";

const stage = setStage();
beforeEach(() => setLog("silent", { out: () => {}, error: () => {} }));

/** Does a step of the only job, which fails; answers how many seconds it is put off, between a little less and a little more. */
async function failAndWait(attempts: number): Promise<[atLeast: number, atMost: number]> {
  const open = isNull(jobs.doneAt);
  const [{ before } = { before: "" }] = await database()
    .update(jobs)
    .set({ attempts, dueAt: sql`now() - interval '1 second'` })
    .where(open)
    .returning({ before: sql<string>`clock_timestamp()::text` });
  expect(await doJobStep()).toBe(true);
  const [wait] = await database()
    .select({
      atLeast: sql<number>`extract(epoch from ${jobs.dueAt} - clock_timestamp())::float8`,
      atMost: sql<number>`extract(epoch from ${jobs.dueAt} - ${before}::timestamptz)::float8`,
      attempts: jobs.attempts,
    })
    .from(jobs)
    .where(open);
  expect(wait?.attempts).toBe(attempts + 1);
  return [wait?.atLeast ?? Number.NaN, wait?.atMost ?? Number.NaN];
}

test("a job that fails is tried again later, each time later than before, and holds up no other", async () => {
  const id = randomUUID();
  await transaction((tx) => insertJob(tx, { id, kind: "unknown", payload: {} }));
  for (const [attempts, seconds] of [1, 2, 4].entries()) {
    const [atLeast, atMost] = await failAndWait(attempts);
    expect(atLeast).toBeLessThanOrEqual(seconds);
    expect(atMost).toBeGreaterThanOrEqual(seconds);
    expect(await doJobStep()).toBe(false);
  }
  expect((await failAndWait(9))[1]).toBeGreaterThan(500);
  await database().delete(jobs).where(eq(jobs.id, id));
});

test("a job that found the database busy goes on soon after, however often that happened", async () => {
  const { ana, ben, threadId } = await castOfThree();
  await say(ben, threadId, "Noodles?");
  await say(ana, threadId, "At seven.");
  await deleteAccount(null, { personId: ben.id, messages: "keep" });
  const free = await holdRows(stage.databaseUrl(), (sql) => sql`select from threads where id = ${threadId} for update`);
  expect((await failAndWait(9))[0]).toBeLessThanOrEqual(4);
  await free();
});
