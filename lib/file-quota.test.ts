import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { putFile } from "@/lib/files";
import { receivedOf } from "@/lib/incoming";
import { deleteMessage } from "@/lib/message-changes";
import { castOfThree } from "@/tests/stage/cast";
import { bring, putOf, sayWith, sayWithFile } from "@/tests/stage/files";
import { setStage } from "@/tests/stage/stage";

setStage();

beforeEach(() => void vi.stubEnv("FILE_QUOTA_MEGABYTES", "1"));
afterEach(() => void vi.unstubAllEnvs());

const HALF = "x".repeat(512 * 1024);

test("whoever has as much as they may gets no room for more, and another person does", async () => {
  const { ana, ben, threadId } = await castOfThree();
  await sayWithFile(ana, threadId, HALF);
  // What is only on its way counts with all that it is said to become.
  await putFile(ana, putOf(ana, threadId, HALF));
  const more = putOf(ana, threadId, "x");
  await expect(putFile(ana, more)).rejects.toMatchObject({ code: "quota-exceeded" });
  expect(await receivedOf(more.id)).toBe(0);
  await sayWithFile(ben, threadId, HALF);
});

test("what is there already goes on, and a deleted message makes room", async () => {
  const { ana, threadId } = await castOfThree();
  const { seq } = await sayWithFile(ana, threadId, HALF);
  const second = await bring(ana, threadId, HALF);
  const third = putOf(ana, threadId, HALF);
  await expect(putFile(ana, third)).rejects.toMatchObject({ code: "quota-exceeded" });
  await sayWith(ana, threadId, [second.id]);
  await deleteMessage(ana, { viewerId: ana.id, threadId, seq });
  expect(await putFile(ana, third)).toEqual({ received: 0, file: null });
});

test("many small files count for what they take", async () => {
  const { ana, threadId } = await castOfThree();
  for (let number = 0; number < 16; number += 1) await putFile(ana, putOf(ana, threadId, "x"));
  await expect(putFile(ana, putOf(ana, threadId, "x"))).rejects.toMatchObject({ code: "quota-exceeded" });
});

test("files that come at the same time do not pass each other", async () => {
  const { ana, threadId } = await castOfThree();
  const tries = Array.from({ length: 6 }, () => putFile(ana, putOf(ana, threadId, HALF)));
  const outcomes = await Promise.allSettled(tries);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
  for (const outcome of outcomes)
    if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "quota-exceeded" });
});

test("with a quota of 0 there is none", async () => {
  const { ana, threadId } = await castOfThree();
  vi.stubEnv("FILE_QUOTA_MEGABYTES", "0");
  for (const _ of [1, 2, 3]) await bring(ana, threadId, HALF);
});
