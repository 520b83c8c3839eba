import type { Readable } from "node:stream";
import type { Socket } from "socket.io-client";
import { expect, test } from "vitest";
import { addParticipants, removeParticipant } from "@/lib/membership";
import { announce } from "@/lib/realtime";
import { signOut, type Viewer } from "@/lib/sessions";
import { startThread } from "@/lib/threads";
import { castOfThree, groupOf, person, say, secondDevice } from "@/tests/stage/cast";
import { cookieOf } from "@/tests/stage/requests";
import { setStage } from "@/tests/stage/stage";
import { next, serveSockets, sync, type TestTab, whileSilent } from "@/tests/stage/tabs";

setStage();
const server = serveSockets();

const events = (tab: { seen: [string, unknown][] }) => tab.seen.map(([event]) => event);

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

  expect(events(cleosTab)).toContain("message:created");
  const told = { list: { threads: [], nextBefore: null }, threads: { [threadId]: { kind: "gone" } } };
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
  expect(events(bensTab)).not.toContain("thread:added");

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

test("a socket whose session turns out to have ended is closed", async () => {
  const ana = await person("Ana");
  const tab = await server.openTab(ana);
  const closed = new Promise((resolve) => tab.once("disconnect", resolve));
  await whileSilent(() => signOut(ana));
  expect(await sync(tab, ana)).toEqual({ ok: false, code: "signed-out" });
  await closed;
});

test("sync tells what was missed, of threads one is in only", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  const known = await say(ana, threadId, "known");
  const missed = await say(ana, threadId, "missed");

  const bens = await sync(await server.openTab(ben), ben, [{ id: threadId, rev: known.rev }]);
  expect(bens).toMatchObject({
    ok: true,
    value: {
      list: { threads: [{ id: threadId, title: "Ana", unread: 2 }] },
      threads: { [threadId]: { kind: "changes", upTo: missed.rev, messages: [missed] } },
    },
  });

  const whole = await sync(await server.openTab(ben), ben, [{ id: threadId, rev: missed.rev }]);
  expect(whole).toMatchObject({ ok: true, value: { list: { threads: [{ id: threadId }] }, threads: {} } });
  expect(whole).not.toHaveProperty(["value", "threads", threadId]);

  const eves = await sync(await server.openTab(eve), eve, [{ id: threadId, rev: 0 }]);
  expect(eves).toEqual({
    ok: true,
    value: { list: { threads: [], nextBefore: null }, threads: { [threadId]: { kind: "gone" } } },
  });
});

test("a tab that is further behind than 200 changes is told to begin anew", async () => {
  const { ana, ben, threadId } = await castOfThree();
  for (let number = 0; number < 201; number += 1) await say(ana, threadId, `${number}`);

  const outcome = await sync(await server.openTab(ben), ben, [{ id: threadId, rev: 1 }]);
  expect(outcome).toMatchObject({ value: { threads: { [threadId]: { kind: "tooLong", upTo: 202 } } } });
});

test("what was displayed is read on every device, only forwards, and by participants only", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  await say(ana, threadId, "one");
  await say(ana, threadId, "two");
  const [tab, otherTab] = [await server.openTab(ben), await server.openTab(await secondDevice(ben))];

  const moved = next(otherTab, "thread:read");
  expect(await tab.emitWithAck("thread:displayed", { threadId, seq: 2 })).toMatchObject({
    value: { seq: 2, unread: 0 },
  });
  expect(await moved).toMatchObject({ threadId, seq: 2, unread: 0 });
  expect(await tab.emitWithAck("thread:displayed", { threadId, seq: 1 })).toMatchObject({
    value: { seq: 2, unread: 0 },
  });

  const evesTab = await server.openTab(eve);
  const refusal = await evesTab.emitWithAck("thread:displayed", { threadId, seq: 2 });
  expect(refusal).toEqual({ ok: false, code: "not-a-participant" });
});

test("signing out closes the sockets of that session and of no other", async () => {
  const { ana, threadId, ben } = await castOfThree();
  const other = await secondDevice(ben);
  const [tab, otherTab] = [await server.openTab(ben), await server.openTab(other)];
  const closed = new Promise((resolve) => tab.once("disconnect", resolve));

  await signOut(ben);
  await closed;
  expect(events(tab)).toEqual(["session:ended"]);

  const arrival = next(otherTab, "message:created");
  await say(ana, threadId, "still there?");
  expect(await arrival).toMatchObject({ body: "still there?" });
  await expect(server.openTab(ben)).rejects.toThrow();
});

test("a handshake without a session, with a forged cookie, or of a foreign page is refused", async () => {
  const ana = await person("Ana");
  const [origin, cookie] = [server.origin(), await cookieOf(ana)];
  (await server.connectWith({ origin, cookie })).disconnect();

  const refused: Record<string, string>[] = [
    { origin },
    { origin, cookie: `${cookie}x` },
    { cookie },
    { origin: "null", cookie },
    { origin: "http://evil.example", cookie },
    { origin: `${origin}.evil.example`, cookie },
    { origin: "http://evil.example", cookie, host: "evil.example" },
  ];
  for (const headers of refused) await expect(server.connectWith(headers)).rejects.toThrow();
});

test("a tab of another person than the signed-in one is told so", async () => {
  const [ana, ben] = await Promise.all([person("Ana"), person("Ben")]);
  expect(await sync(await server.openTab(ana), ben)).toEqual({ ok: false, code: "other-viewer" });
});

test("what was committed without a word of it is found by the sweep, once, and by participants only", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  const [bensTab, evesTab] = [await server.openTab(ben), await server.openTab(eve)];
  const first = next(bensTab, "message:created");
  await say(ana, threadId, "announced");
  await first;
  bensTab.seen.length = 0;

  const head = next(bensTab, "thread:head");
  const { rev } = await whileSilent(() => say(ana, threadId, "never announced"));
  expect(await head).toEqual({ threadId, rev });
  const caughtUp = await bensTab.emitWithAck("thread:join", { threadId, rev: rev - 1 });
  expect(caughtUp).toMatchObject({ value: { messages: [{ body: "never announced" }] } });
  await sync(evesTab, eve);
  expect(evesTab.seen).toEqual([]);
});

test("a session that ended without a word of it is cut by the sweep, a membership too", async () => {
  const [ana, ben, cleo] = await Promise.all([person("Ana"), person("Ben"), person("Cleo")]);
  const threadId = await groupOf(ana, ben, cleo);
  const [bensTab, cleosTab] = [await server.openTab(ben), await server.openTab(cleo)];
  const closed = new Promise((resolve) => bensTab.once("disconnect", resolve));
  const gone = next(cleosTab, "thread:gone");

  await whileSilent(async () => {
    await signOut(ben);
    await removeParticipant(ana, { viewerId: ana.id, threadId, personId: cleo.id });
  });
  await closed;
  expect(await gone).toEqual({ threadId });
});

test("a tab that does not read is cut, and the others get everything", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const [slow, quick] = [await server.openTab(await secondDevice(ben)), await server.openTab(ben)];
  // Only the stream below the socket can stop reading.
  const transport = slow.io.engine.transport as unknown as { ws: { _socket: Readable } };
  transport.ws._socket.pause();

  const message = await say(ana, threadId, "x".repeat(10_000));
  const isCut = () => server.socketsOf(ben) === 1;
  let told = 1;
  while (!isCut() && told < 4000) {
    const arrival = next(quick, "message:created");
    announce({ type: "message:created", threadId, membershipVersion: 1, message });
    await arrival;
    told += 1;
  }
  expect(isCut()).toBe(true);
  await sync(quick, ben);
  expect(events(quick).filter((event) => event === "message:created")).toHaveLength(told);
});

test("frames of any shape are refused and the server lives on", async () => {
  const ana = await person("Ana");
  const tab = await server.openTab(ana);
  const twice = { viewerId: ana.id, threads: [1, 2].map(() => ({ id: ana.id, rev: 0 })) };
  const hostile: unknown[] = [twice, undefined, null, 7, "x", [], {}, { viewerId: 1 }, { threadId: "x" }];
  // The typed socket would refuse to send these, as the server must refuse to take them.
  const untyped = tab as unknown as Socket;

  for (const event of ["sync", "thread:join", "thread:displayed"]) {
    for (const frame of hostile) {
      expect(await untyped.emitWithAck(event, frame)).toEqual({ ok: false, code: "invalid-input" });
    }
    untyped.emit(event);
    untyped.emit(event, {}, "no function");
  }
  expect(await sync(tab, ana)).toMatchObject({ ok: true });
});

test("before it stops, the server tells each tab when to come back", async () => {
  const ana = await person("Ana");
  const tab = await server.openTab(ana);
  const draining = next(tab, "server:draining");
  const closed = new Promise((resolve) => tab.once("disconnect", resolve));

  server.close();
  expect((await draining).after).toBeLessThanOrEqual(10_000);
  await closed;
});
