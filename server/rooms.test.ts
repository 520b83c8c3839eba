import { expect, test } from "vitest";
import { addParticipants, removeParticipant } from "@/lib/membership";
import { startThread } from "@/lib/new-threads";
import { announce } from "@/lib/realtime";
import type { Viewer } from "@/lib/sessions";
import { castOfThree, groupOf, person, say, secondDevice } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";
import { eventsOf, next, serveSockets, sync, type TestTab, whileSilent } from "@/tests/stage/tabs";

setStage();
const server = serveSockets();

/** Every packet that comes to a tab from now on, as it is on the wire. */
function framesOf(tab: TestTab): string[] {
  const frames: string[] = [];
  tab.io.engine.on("packet", ({ type, data }) => type === "message" && frames.push(data));
  return frames;
}

test("a message reaches a participant who joined, and nobody else", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  const [bensTab, evesTab] = [await server.openTab(ben), await server.openTab(eve)];
  const arrival = next(bensTab, "message:created");

  const refusal = await evesTab.emitWithAck("thread:join", { threadId, rev: 0 });
  expect(refusal).toEqual({ ok: false, code: "not-a-participant" });
  await say(ana, threadId, "Noodles?");

  expect(await arrival).toMatchObject({ body: "Noodles?", author: { name: "Ana" } });
  await sync(evesTab, eve);
  expect(evesTab.seen).toEqual([]);
});

test("a sender's own other tab hears it too", async () => {
  const { ana, threadId } = await castOfThree();
  const tab = await server.openTab(await secondDevice(ana));
  const arrival = next(tab, "message:created");

  const sent = await say(ana, threadId, "Noodles?");
  expect(await arrival).toEqual(sent);
});

test("removal evicts an open tab at once, and nothing of the thread comes over its wire any more", async () => {
  const [ana, ben, cleo] = await Promise.all([person("Ana"), person("Ben"), person("Cleo")]);
  const threadId = await groupOf(ana, ben, cleo);
  const [bensTab, cleosTab] = [await server.openTab(ben), await server.openTab(cleo)];
  const frames = framesOf(bensTab);
  const first = next(bensTab, "message:created");
  await say(ana, threadId, "before");
  await first;

  const gone = next(bensTab, "thread:gone");
  await removeParticipant(ana, { viewerId: ana.id, threadId, personId: ben.id });
  expect(await gone).toEqual({ threadId });
  await say(ana, threadId, "after");
  await sync(cleosTab, cleo);
  await sync(bensTab, ben, [{ id: threadId, rev: 0 }]);

  expect(eventsOf(cleosTab)).toContain("message:created");
  const told = {
    list: { threads: [], nextBefore: null, unreadBelow: [], attentionTotal: 0, blockedIds: [], pinned: [] },
    threads: { [threadId]: { kind: "gone" } },
    receipts: [],
    people: [{ id: ben.id, name: "Ben", pictureId: null, isDeleted: false }],
    theme: "system",
  };
  expect(frames).toEqual([
    expect.stringContaining('["message:created"'),
    `2["thread:gone",{"threadId":"${threadId}"}]`,
    expect.stringContaining(JSON.stringify({ ok: true, value: told })),
  ]);
});

test("being added brings the thread to an open tab, and what is said from then on", async () => {
  const [ana, ben, cleo, dora] = await Promise.all(["Ana", "Ben", "Cleo", "Dora"].map(person));
  const threadId = await groupOf(ana!, ben!, cleo!);
  await say(ana!, threadId, "before");
  const dorasTab = await server.openTab(dora!);

  const added = next(dorasTab, "thread:added");
  await addParticipants(ana!, { viewerId: ana!.id, threadId, personIds: [dora!.id] });
  expect(await added).toMatchObject({ id: threadId, title: "Noodle club", unread: 0 });

  await say(ana!, threadId, "after");
  await sync(dorasTab, dora!);
  expect(dorasTab.seen.flatMap(([, argument]) => JSON.stringify(argument)).join()).toContain("after");
  expect(dorasTab.seen.flatMap(([, argument]) => JSON.stringify(argument)).join()).not.toContain("before");
});

test("a new direct thread reaches the other's open tab with its first message", async () => {
  const [ana, ben] = await Promise.all([person("Ana"), person("Ben")]);
  const bensTab = await server.openTab(ben);

  const { threadId } = await startThread(ana, { viewerId: ana.id, personIds: [ben.id], title: "" });
  await sync(bensTab, ben);
  expect(eventsOf(bensTab)).not.toContain("thread:added");

  const arrival = next(bensTab, "message:created");
  await say(ana, threadId, "Hello");
  expect(await arrival).toMatchObject({ threadId, body: "Hello" });
});

test("what was said before somebody came in is not told to them, even if the word of it comes late", async () => {
  const [ana, ben, cleo, dora] = (await Promise.all(["Ana", "Ben", "Cleo", "Dora"].map(person))) as [
    Viewer,
    Viewer,
    Viewer,
    Viewer,
  ];
  const threadId = await groupOf(ana, ben, cleo);
  const before = await whileSilent(() => say(ana, threadId, "before"));
  const dorasTab = await server.openTab(dora);
  const added = next(dorasTab, "thread:added");
  await addParticipants(ana, { viewerId: ana.id, threadId, personIds: [dora.id] });
  await added;

  const head = next(dorasTab, "thread:head");
  announce({ type: "message:created", threadId, membershipVersion: 1, message: before });
  expect(await head).toEqual({ threadId, rev: before.rev });
  expect(JSON.stringify(dorasTab.seen)).not.toContain("before");
});
