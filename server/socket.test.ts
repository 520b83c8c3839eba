import type { Readable } from "node:stream";
import type { Socket } from "socket.io-client";
import { expect, test } from "vitest";
import { metrics } from "@/lib/metrics";
import { announce } from "@/lib/realtime";
import { signOut } from "@/lib/sessions";
import { castOfThree, person, say, secondDevice } from "@/tests/stage/cast";
import { cookieOf } from "@/tests/stage/requests";
import { setStage } from "@/tests/stage/stage";
import { eventsOf, next, serveSockets, sync, whileSilent } from "@/tests/stage/tabs";
import { takeLongestQueue } from "./slow-reader";

setStage();
const server = serveSockets();

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
    value: {
      list: { threads: [], nextBefore: null, unreadBelow: [], attentionTotal: 0, blockedIds: [], pinned: [] },
      threads: { [threadId]: { kind: "gone" } },
      receipts: [],
      people: [{ id: eve.id, name: "Eve", pictureId: null, isDeleted: false }],
      theme: "system",
    },
  });
});

test("a tab that is further behind than 200 changes is told to begin anew", async () => {
  const { ana, ben, threadId } = await castOfThree();
  for (let number = 0; number < 201; number += 1) await say(ana, threadId, `${number}`);

  const outcome = await sync(await server.openTab(ben), ben, [{ id: threadId, rev: 1 }]);
  expect(outcome).toMatchObject({ value: { threads: { [threadId]: { kind: "tooLong", upTo: 202 } } } });
});

test("signing out closes the sockets of that session and of no other", async () => {
  const { ana, threadId, ben } = await castOfThree();
  const other = await secondDevice(ben);
  const [tab, otherTab] = [await server.openTab(ben), await server.openTab(other)];
  const closed = new Promise((resolve) => tab.once("disconnect", resolve));

  await signOut(ben);
  await closed;
  // On a slow machine the sweep may have had a word before.
  expect(eventsOf(tab).at(-1)).toBe("session:ended");

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

test("a tab that does not read is cut, and the others get everything", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const [slow, quick] = [await server.openTab(await secondDevice(ben)), await server.openTab(ben)];
  // Only the stream below the socket can stop reading.
  const transport = slow.io.engine.transport as unknown as { ws: { _socket: Readable } };
  transport.ws._socket.pause();

  const cuts = async () => (await metrics().slowDisconnects.get()).values[0]?.value ?? 0;
  const before = await cuts();
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
  expect([(await cuts()) - before, takeLongestQueue() > 0, takeLongestQueue()]).toEqual([1, true, 0]);
  await sync(quick, ben);
  expect(eventsOf(quick).filter((event) => event === "message:created")).toHaveLength(told);
});

test("frames of any shape are refused and the server lives on", async () => {
  const ana = await person("Ana");
  const tab = await server.openTab(ana);
  const twice = { viewerId: ana.id, threads: [1, 2].map(() => ({ id: ana.id, rev: 0 })) };
  const hostile: unknown[] = [twice, undefined, null, 7, "x", [], {}, { viewerId: 1 }, { threadId: "x" }];
  // The typed socket would refuse to send these, as the server must refuse to take them.
  const untyped = tab as unknown as Socket;

  for (const event of [
    "sync",
    "thread:join",
    "thread:displayed",
    "thread:received",
    "typing",
    "presence",
    "presence:watch",
  ]) {
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
