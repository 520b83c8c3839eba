import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { setBlock } from "@/lib/blocks";
import { deleteMessage, editMessage, setReaction } from "@/lib/message-changes";
import { listMessages, sendMessages } from "@/lib/messages";
import { startThread } from "@/lib/new-threads";
import { acquaintancesOf } from "@/lib/presence";
import { receiptsOf } from "@/lib/receipts";
import type { Viewer } from "@/lib/sessions";
import { newestThreads, openThread } from "@/lib/threads";
import { castOfThree, display, draft, groupOf, person, say } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";

const stage = setStage();

const block = (viewer: Viewer, { id }: Viewer, isBlocked = true) =>
  setBlock(viewer, { viewerId: viewer.id, personId: id, isBlocked });
const send = async (viewer: Viewer, threadId: string) =>
  (await sendMessages(viewer, { viewerId: viewer.id, threadId, drafts: [draft("Noodles?")] }))[0];
const blocked = { code: "blocked" };

test("nothing is said in the direct thread of two of whom one has blocked the other, until the block is gone", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const { seq } = await say(ben, threadId, "before");
  expect(await block(ana, ben)).toEqual([ben.id]);

  for (const viewer of [ana, ben]) expect(await send(viewer, threadId)).toEqual({ ok: false, ...blocked });
  const place = { viewerId: ben.id, threadId, seq };
  await expect(editMessage(ben, { ...place, body: "after" })).rejects.toMatchObject(blocked);
  await expect(setReaction(ben, { ...place, emoji: "🍜", isOn: true })).rejects.toMatchObject(blocked);
  await deleteMessage(ben, place);
  expect((await openThread(ben, threadId)).page.messages).toHaveLength(1);

  expect(await block(ana, ben, false)).toEqual([]);
  expect(await send(ben, threadId)).toMatchObject({ ok: true });
});

test("both have to let the other be before they write again", async () => {
  const { ana, ben, threadId } = await castOfThree();
  await block(ana, ben);
  await block(ben, ana);
  await block(ana, ben, false);
  expect(await send(ana, threadId)).toEqual({ ok: false, ...blocked });
  expect(stage.announced.findLast(({ type }) => type === "blocks:changed")).toEqual({
    ...{ type: "blocks:changed", userId: ana.id, blockedIds: [], personId: ben.id, areEstranged: true },
  });
});

test("no direct thread is begun between the two, by neither", async () => {
  const [ana, ben] = await Promise.all([person("Ana"), person("Ben")]);
  await block(ana, ben);
  for (const [one, other] of [
    [ana, ben],
    [ben, ana],
  ] as const) {
    const start = startThread(one, { viewerId: one.id, personIds: [other.id], title: "" });
    await expect(start).rejects.toMatchObject(blocked);
  }
  expect((await newestThreads(ana)).blockedIds).toEqual([ben.id]);
  expect((await newestThreads(ben)).blockedIds).toEqual([]);
});

test("after a block was made nothing is accepted any more, however many sends were under way", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const sends = Array.from({ length: 30 }, () => send(ben, threadId));
  await block(ana, ben);
  const { messages } = await listMessages(ana, { viewerId: ana.id, threadId, before: 1000 });
  const outcomes = await Promise.all(sends);
  expect(outcomes.filter((outcome) => outcome?.ok)).toHaveLength(messages.length);
});

test("in a group the two go on, but learn nothing of each other's reading and presence", async () => {
  const [ana, ben, cleo] = await Promise.all([person("Ana"), person("Ben"), person("Cleo")]);
  const threadId = await groupOf(ana, ben, cleo);
  await block(ana, ben);
  for (const viewer of [ana, ben, cleo]) {
    await say(viewer, threadId, "hello");
    await display(viewer, threadId, 4);
  }
  const known = async (viewer: Viewer) => {
    const ids = { personIds: [ana.id, ben.id, cleo.id] };
    const [receipts, people] = await Promise.all([receiptsOf(viewer, threadId), acquaintancesOf(viewer, ids)]);
    return [receipts.map(({ personId }) => personId).sort(), people.map(({ id }) => id).sort()];
  };
  expect(await known(ana)).toEqual([[cleo.id], [cleo.id]]);
  expect(await known(ben)).toEqual([[cleo.id], [cleo.id]]);
  expect(await known(cleo)).toEqual([[ana.id, ben.id].sort(), [ana.id, ben.id].sort()]);
});

test("nobody blocks themselves, or somebody who is not there", async () => {
  const ana = await person("Ana");
  await expect(block(ana, ana)).rejects.toMatchObject({ code: "not-allowed" });
  await expect(block(ana, { ...ana, id: randomUUID() })).rejects.toMatchObject({ code: "no-such-person" });
});
