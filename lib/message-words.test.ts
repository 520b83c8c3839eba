import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { database, transaction } from "@/db/client";
import { insertJob } from "@/db/jobs";
import { doJobStep } from "@/lib/jobs";
import { deleteMessage } from "@/lib/message-changes";
import { ENTERING } from "@/lib/message-words";
import { searchMessages } from "@/lib/search";
import type { Viewer } from "@/lib/sessions";
import { castOfThree, say } from "@/tests/stage/cast";
import { fillThread } from "@/tests/stage/long-thread";
import { setStage } from "@/tests/stage/stage";

setStage();

async function found(viewer: Viewer, q: string) {
  const asked = { q, order: "newest", zone: "UTC", today: "2026-11-23" } as const;
  return (await searchMessages(viewer, asked)).results.map(({ seq }) => seq);
}

async function enterAll(): Promise<void> {
  await transaction((tx) => insertJob(tx, { id: randomUUID(), kind: ENTERING, payload: {} }));
  while (await doJobStep());
}

test("what was written before there was search is found once the job has gone over it, step by step", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  await fillThread(threadId, [ana, ben], 450);
  expect(await found(ben, "number")).toEqual([]);

  await enterAll();
  expect(await found(ben, '"line number 450"')).toEqual([450]);
  expect(await found(ben, '"line number 1"')).toEqual([1]);
  expect(await found(eve, "number")).toEqual([]);
});

test("the job leaves alone what is entered, and what is deleted", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const [first, second] = [await say(ana, threadId, "noodles"), await say(ana, threadId, "noodles")];
  await deleteMessage(ana, { viewerId: ana.id, threadId, seq: first.seq });
  const entries = () =>
    database().execute(sql`select seq, words::text from message_words where thread_id = ${threadId}`);
  const before = await entries();

  await enterAll();
  expect(await entries()).toEqual(before);
  expect(before).toHaveLength(1);
  expect(await found(ben, "noodles")).toEqual([second.seq]);
});

test("a message that is changed while the job enters it is found by what it says then", async () => {
  const { ana, ben, threadId } = await castOfThree();
  await fillThread(threadId, [ana], 10);
  await Promise.all([
    enterAll(),
    ...Array.from({ length: 10 }, (_, place) => deleteMessage(ana, { viewerId: ana.id, threadId, seq: place + 1 })),
  ]);
  expect(await found(ben, "number")).toEqual([]);
});
