import { once } from "node:events";
import { afterEach, beforeEach, expect, test } from "vitest";
import { setLimiter } from "@/lib/limiter";
import { EVENTS } from "@/tests/doors/matrix/events";
import { setScene } from "@/tests/doors/matrix/roles";
import { cookieOf } from "@/tests/stage/requests";
import { setStage } from "@/tests/stage/stage";
import { serveSockets, sync } from "@/tests/stage/tabs";
import { createLimiter } from "./limiter";

setStage();
const sockets = serveSockets();

/** Each socket may ask everything once, and a few may be opened. */
beforeEach(() => setLimiter(createLimiter({ factor: 1 / 1200, redisUrl: undefined }).limiter));
afterEach(() => setLimiter(null));

/** They are dropped instead, and nobody need know. */
const DROPPED = ["typing", "presence"];

test.each(Object.entries(EVENTS).filter(([event]) => !DROPPED.includes(event)))(
  "the event %s has a limit, and says for how long",
  async (event, { input }) => {
    const { viewer, ...scene } = await setScene("participant");
    const tab = await sockets.connectWith({ origin: sockets.origin(), cookie: await cookieOf(viewer!) });
    await sync(tab, viewer!);
    const ask = () => tab.emitWithAck(event as "sync", input({ ...scene, viewerId: viewer!.id }) as never);
    if (event !== "sync") expect(await ask()).toMatchObject({ ok: true });
    expect(await ask()).toMatchObject({ ok: false, code: "too-fast", retryAfter: 60 });
    expect(tab.connected).toBe(true);
  },
);

test.each([
  ["what is not what an event carries", "thread:join", { threadId: "nobody's" }],
  ["what no event is called", "thread:destroy", {}],
])("a socket that goes on sending %s is closed", async (_, event, nonsense) => {
  const { viewer } = await setScene("participant");
  const tab = await sockets.openTab(viewer!);
  tab.emit(event as "sync", nonsense as never, () => {});
  tab.emit(event as "sync", nonsense as never, () => {});
  await once(tab as never, "disconnect");
  expect(tab.active).toBe(false);
});

test("somebody who opens too many sockets hears for how long to stay away, and nobody else has to", async () => {
  const { viewer, owner } = await setScene("participant");
  const open = async (cookie: string) => sockets.connectWith({ origin: sockets.origin(), cookie });
  await open(await cookieOf(viewer!));
  const refused = await open(await cookieOf(viewer!)).catch((error) => error);
  expect(refused).toMatchObject({ message: "too-fast", data: { after: expect.any(Number) } });
  expect(refused.data.after).toBeGreaterThanOrEqual(1_000);
  expect((await open(await cookieOf(owner))).connected).toBe(true);
});

test("so many may be open at a time, and another one when one of them is closed", async () => {
  setLimiter(createLimiter({ factor: 1 / 100, redisUrl: undefined }).limiter);
  const { viewer } = await setScene("participant");
  const headers = { origin: sockets.origin(), cookie: await cookieOf(viewer!) };
  const [first] = [await sockets.connectWith(headers), await sockets.connectWith(headers)];
  const refused = await sockets.connectWith(headers).catch((error) => error);
  expect(refused).toMatchObject({ message: "too-fast", data: { after: 60_000 } });
  expect(sockets.socketsOf(viewer!)).toBe(2);

  first!.disconnect();
  await expect.poll(() => sockets.socketsOf(viewer!)).toBe(1);
  expect((await sockets.connectWith(headers)).connected).toBe(true);
});

test("an address that opens too many sockets is refused before there is one", async () => {
  setLimiter(createLimiter({ factor: 1 / 3000, redisUrl: undefined }).limiter);
  const { viewer, owner } = await setScene("participant");
  const open = async (cookie: string) => sockets.connectWith({ origin: sockets.origin(), cookie });
  await open(await cookieOf(viewer!));
  await expect(open(await cookieOf(owner))).rejects.toThrow("websocket error");
});
