import { expect, test } from "vitest";
import { removeParticipant } from "@/lib/membership";
import { updatePreferences } from "@/lib/preferences";
import type { Viewer } from "@/lib/sessions";
import { castOfThree, groupOf, person, say, secondDevice } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";
import { eventsOf, next, serveSockets, sync } from "@/tests/stage/tabs";

setStage();
const server = serveSockets();

test("what was displayed is read on every device, only forwards, and by participants only", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  await say(ana, threadId, "one");
  await say(ana, threadId, "two");
  const [tab, otherTab] = [await server.openTab(ben), await server.openTab(await secondDevice(ben))];

  const moved = next(otherTab, "thread:read");
  expect(await tab.emitWithAck("thread:displayed", { threadId, seq: 2, version: 0 })).toMatchObject({
    value: { seq: 2, unread: 0 },
  });
  expect(await moved).toMatchObject([{ threadId, seq: 2, unread: 0 }]);
  expect(await tab.emitWithAck("thread:displayed", { threadId, seq: 1, version: 0 })).toMatchObject({
    value: { seq: 2, unread: 0 },
  });

  const evesTab = await server.openTab(eve);
  const refusal = await evesTab.emitWithAck("thread:displayed", { threadId, seq: 2, version: 0 });
  expect(refusal).toEqual({ ok: false, code: "not-a-participant" });
});

test("the others hear how far somebody is: participants, as long as both tell it, and never the person themselves", async () => {
  const [ana, ben, cleo, dora] = (await Promise.all(["Ana", "Ben", "Cleo", "Dora"].map(person))) as [
    Viewer,
    Viewer,
    Viewer,
    Viewer,
  ];
  const threadId = await groupOf(ana, ben, cleo);
  await say(ana, threadId, "one");
  await updatePreferences(cleo, { viewerId: cleo.id, change: { receiptsOn: false } });
  const [anasTab, bensTab] = [await server.openTab(ana), await server.openTab(ben)];
  const [cleosTab, dorasTab] = [await server.openTab(cleo), await server.openTab(dora)];

  const told = next(anasTab, "thread:receipt");
  expect(await bensTab.emitWithAck("thread:received", { threadId, seq: 2 })).toEqual({ ok: true, value: null });
  expect(await told).toMatchObject({ threadId, receipt: { personId: ben.id, deliveredSeq: 2, seenSeq: 0 } });
  await cleosTab.emitWithAck("thread:displayed", { threadId, seq: 2, version: 0 });
  const refused = await dorasTab.emitWithAck("thread:displayed", { threadId, seq: 2, version: 0 });
  expect(refused).toEqual({ ok: false, code: "not-a-participant" });
  await dorasTab.emitWithAck("thread:received", { threadId, seq: 2 });
  const seen = next(anasTab, "thread:receipt");
  await bensTab.emitWithAck("thread:displayed", { threadId, seq: 2, version: 0 });
  expect(await seen).toMatchObject({ receipt: { personId: ben.id, seenSeq: 2 } });

  const joined = await anasTab.emitWithAck("thread:join", { threadId, rev: 0 });
  expect(joined).toMatchObject({ value: { receipts: [{ personId: ben.id, seenSeq: 2 }] } });
  expect(await cleosTab.emitWithAck("thread:join", { threadId, rev: 0 })).toMatchObject({ value: { receipts: [] } });
  for (const [tab, viewer] of [
    [bensTab, ben],
    [cleosTab, cleo],
    [dorasTab, dora],
  ] as const) {
    await sync(tab, viewer);
    expect(eventsOf(tab)).not.toContain("thread:receipt");
  }
});

test("who types is told to the others in the thread, to nobody outside, and not to the person's own tabs", async () => {
  const [ana, ben, cleo, eve] = (await Promise.all(["Ana", "Ben", "Cleo", "Eve"].map(person))) as [
    Viewer,
    Viewer,
    Viewer,
    Viewer,
  ];
  const threadId = await groupOf(ana, ben, cleo);
  await updatePreferences(cleo, { viewerId: cleo.id, change: { typingOn: false } });
  const [anasTab, bensTab] = [await server.openTab(ana), await server.openTab(ben)];
  const [bensOther, cleosTab] = [await server.openTab(await secondDevice(ben)), await server.openTab(cleo)];
  const evesTab = await server.openTab(eve);

  const told = next(anasTab, "typing");
  await bensTab.emitWithAck("typing", { threadId, isTyping: true });
  expect(await told).toEqual({ threadId, isTyping: true, person: { id: ben.id, name: "Ben" } });
  const stopped = next(anasTab, "typing");
  await bensTab.emitWithAck("typing", { threadId, isTyping: false });
  expect(await stopped).toMatchObject({ isTyping: false });

  for (const tab of [evesTab, cleosTab]) await tab.emitWithAck("typing", { threadId, isTyping: true });
  const pairs = [
    [anasTab, ana],
    [bensTab, ben],
    [bensOther, ben],
    [cleosTab, cleo],
    [evesTab, eve],
  ] as const;
  for (const [tab, viewer] of pairs) await sync(tab, viewer);
  const heard = pairs.map(([tab]) => eventsOf(tab).filter((event) => event === "typing").length);
  expect(heard).toEqual([2, 0, 0, 0, 0]);
});

test("switching typing or receipts off and on again acts on open tabs at once", async () => {
  const { ana, ben, threadId } = await castOfThree();
  await say(ana, threadId, "one");
  const [anasTab, bensTab] = [await server.openTab(ana), await server.openTab(ben)];
  const change = (typingOn: boolean) => updatePreferences(ana, { viewerId: ana.id, change: { typingOn } });
  await change(false);
  await bensTab.emitWithAck("typing", { threadId, isTyping: true });
  await sync(anasTab, ana);
  expect(eventsOf(anasTab)).not.toContain("typing");
  await change(true);
  const told = next(anasTab, "typing");
  await bensTab.emitWithAck("typing", { threadId, isTyping: true });
  expect(await told).toMatchObject({ isTyping: true });
});

test("whether somebody is there is told to those who share a thread with them, as long as both tell it, and to nobody else", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  const [anasTab, bensTab, evesTab] = [await server.openTab(ana), await server.openTab(ben), await server.openTab(eve)];
  const watch = { personIds: [ben.id, eve.id, ana.id] };
  expect(await anasTab.emitWithAck("presence:watch", watch)).toEqual({
    ok: true,
    value: [{ personId: ben.id, state: "offline", lastSeenAt: null }],
  });
  expect(await evesTab.emitWithAck("presence:watch", watch)).toEqual({ ok: true, value: [] });
  const come = next(anasTab, "presence");
  await bensTab.emitWithAck("presence", { state: "online" });
  expect(await come).toMatchObject({ personId: ben.id, state: "online" });

  const hidden = next(anasTab, "presence");
  await updatePreferences(ben, { viewerId: ben.id, change: { presenceOn: false } });
  expect(await hidden).toMatchObject({ personId: ben.id, state: "hidden" });
  await bensTab.emitWithAck("presence", { state: "away" });
  expect(await bensTab.emitWithAck("presence:watch", { personIds: [ana.id] })).toEqual({ ok: true, value: [] });
  await anasTab.emitWithAck("presence", { state: "online" });
  expect(await anasTab.emitWithAck("presence:watch", watch)).toMatchObject({ value: [{ state: "hidden" }] });

  const back = next(anasTab, "presence");
  await updatePreferences(ben, { viewerId: ben.id, change: { presenceOn: true } });
  await bensTab.emitWithAck("presence", { state: "away" });
  expect(await back).toMatchObject({ personId: ben.id, state: "away" });
  for (const [tab, viewer] of [
    [evesTab, eve],
    [bensTab, ben],
  ] as const) {
    await sync(tab, viewer);
    expect(eventsOf(tab)).not.toContain("presence");
  }
  expect(threadId).toBeTruthy();
});

test("who is no longer in a thread with somebody does not learn any more whether they are there", async () => {
  const [ana, ben, cleo] = await Promise.all([person("Ana"), person("Ben"), person("Cleo")]);
  const threadId = await groupOf(ana, ben, cleo);
  const [anasTab, bensTab, cleosTab] = [
    await server.openTab(ana),
    await server.openTab(ben),
    await server.openTab(cleo),
  ];
  for (const tab of [anasTab, bensTab]) {
    await tab.emitWithAck("presence:watch", { personIds: [cleo.id, ben.id, ana.id] });
  }
  const gone = next(bensTab, "thread:gone");
  await say(ana, threadId, "one");
  await removeParticipant(ana, { viewerId: ana.id, threadId, personId: ben.id });
  await gone;
  await cleosTab.emitWithAck("presence", { state: "online" });
  await bensTab.emitWithAck("presence", { state: "online" });
  expect(await bensTab.emitWithAck("presence:watch", { personIds: [cleo.id] })).toEqual({ ok: true, value: [] });
  expect(await anasTab.emitWithAck("presence:watch", { personIds: [cleo.id, ben.id] })).toMatchObject({
    value: [{ personId: cleo.id, state: "online" }],
  });
  for (const tab of [anasTab, bensTab]) expect(eventsOf(tab)).not.toContain("presence");
});

test("a tab whose person comes and goes all the time is not told of all the time", async () => {
  const { ana, ben } = await castOfThree();
  const [anasTab, bensTab] = [await server.openTab(ana), await server.openTab(ben)];
  await anasTab.emitWithAck("presence:watch", { personIds: [ben.id] });
  const states = Array.from({ length: 40 }, (_, turn) => (turn % 2 === 0 ? "online" : "away"));
  await Promise.all(states.map((state) => bensTab.emitWithAck("presence", { state })));
  await sync(anasTab, ana);
  expect(eventsOf(anasTab).filter((event) => event === "presence").length).toBeLessThanOrEqual(10);
});

test("what a tab told last is written when it goes", async () => {
  const { ana, ben, threadId } = await castOfThree();
  for (const words of ["one", "two", "three"]) await say(ana, threadId, words);
  const [tab, anasTab] = [await server.openTab(ben), await server.openTab(ana)];
  const seen = new Promise<void>((resolve) => {
    anasTab.on("thread:receipt", ({ receipt }) => receipt.seenSeq === 3 && resolve());
  });
  await tab.emitWithAck("thread:displayed", { threadId, seq: 1, version: 0 });
  tab.emit("thread:displayed", { threadId, seq: 3, version: 0 }, () => {});
  await tab.emitWithAck("sync", { viewerId: ben.id, threads: [] });
  tab.disconnect();
  await seen;
});
