import { and, eq, isNull, sql } from "drizzle-orm";
import { beforeEach, expect, test, vi } from "vitest";
import { database } from "@/db/client";
import { findFile } from "@/db/files";
import { ERASURE } from "@/db/jobs";
import { jobs } from "@/db/schema";
import { doErasure } from "@/lib/erasures";
import { setLog } from "@/lib/log";
import { deleteMessage } from "@/lib/message-changes";
import { Refusal } from "@/lib/refusal";
import { storage } from "@/lib/storage";
import { castOfThree } from "@/tests/stage/cast";
import { bring, sayWith, storedOf } from "@/tests/stage/files";
import { setStage } from "@/tests/stage/stage";

setStage();
beforeEach(() => setLog("silent", { out: () => {}, error: () => {} }));

const onDisk = (id: string) => storedOf(id).length > 0;
const open = and(eq(jobs.kind, ERASURE), isNull(jobs.doneAt));

/** A file of which nobody has sent a message, and one whose message was deleted: with one job each, and no other. */
async function filesToErase() {
  const { ana, threadId } = await castOfThree();
  const deleted = await bring(ana, threadId, "noodles");
  const { seq } = await sayWith(ana, threadId, [deleted.id]);
  await database().delete(jobs).where(open);
  await deleteMessage(ana, { viewerId: ana.id, threadId, seq });
  const unsent = await bring(ana, threadId, "rice");
  return [unsent.id, deleted.id];
}

/** As a process does. */
async function eraseAll(): Promise<void> {
  while (await doErasure());
}

/** All are due now, as if they had been tried so often; answers the moment before. */
async function hurry({ attempts = 0 } = {}): Promise<string> {
  const [{ before } = { before: "" }] = await database()
    .update(jobs)
    .set({ attempts, dueAt: new Date(0) })
    .where(open)
    .returning({ before: sql<string>`clock_timestamp()::text` });
  return before;
}

/** Seconds from a moment until the jobs that were tried are due again. */
async function waitsSince(moment: string): Promise<number[]> {
  const rows = await database()
    .select({ wait: sql<number>`extract(epoch from ${jobs.dueAt} - ${moment}::timestamptz)::float8` })
    .from(jobs)
    .where(open);
  return rows.map(({ wait }) => wait).filter((wait) => wait > 0);
}

async function now(): Promise<string> {
  const [row] = await database().execute<{ now: string }>(sql`select clock_timestamp()::text as now`);
  return row?.now ?? "";
}

test("while the content goes the row has gone, and no transaction is open", async () => {
  const ids = await filesToErase();
  const stored = ids.flatMap(storedOf);
  const { remove } = storage();
  const removing = vi.spyOn(storage(), "remove").mockImplementation(async (id) => {
    const transactions = await database().execute(
      sql`select from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
    );
    expect([await findFile(id.slice(0, 36)), transactions.length]).toEqual([undefined, 0]);
    await remove(id);
  });
  await hurry();
  await eraseAll();
  expect(removing.mock.calls.flat()).toEqual(expect.arrayContaining(stored.flatMap((name) => [name, `${name}.small`])));
  expect(ids.map(onDisk)).toEqual([false, false]);
  expect(await database().$count(jobs, open)).toBe(0);
});

test("a process that dies while the content goes is followed by another, and not before", async () => {
  const ids = await filesToErase();
  const removing = vi.spyOn(storage(), "remove");
  for (const _ of ids) removing.mockImplementationOnce(() => new Promise(() => {}));
  await hurry();
  for (const _ of ids) void eraseAll();
  await expect.poll(() => removing.mock.calls.length).toBe(2);
  expect(await doErasure()).toBe(false);
  expect(ids.map(onDisk)).toEqual([true, true]);

  await hurry();
  await eraseAll();
  expect(ids.map(onDisk)).toEqual([false, false]);
});

test("a storage that is away is asked for no other file, and again soon after, however often it was away", async () => {
  const ids = await filesToErase();
  const removing = vi.spyOn(storage(), "remove").mockRejectedValueOnce(new Refusal("unavailable"));
  await hurry({ attempts: 9 });
  expect(await doErasure()).toBe(false);
  expect(removing).toHaveBeenCalledTimes(1);
  const [wait, ...others] = await waitsSince(await now());
  expect(wait ?? 0).toBeLessThanOrEqual(4);
  expect(others).toEqual([]);

  await hurry();
  await eraseAll();
  expect(ids.map(onDisk)).toEqual([false, false]);
});

test("what fails for reasons of its own is tried again later each time, and holds up no other", async () => {
  const ids = await filesToErase();
  vi.spyOn(storage(), "remove").mockRejectedValueOnce(new Error("EACCES"));
  const before = await hurry({ attempts: 9 });
  await eraseAll();
  expect(ids.map(onDisk).toSorted()).toEqual([false, true]);
  expect((await waitsSince(before))[0]).toBeGreaterThan(500);
});
