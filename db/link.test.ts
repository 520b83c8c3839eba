import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type DatabaseLink, openDatabaseLink } from "@/tests/stage/link";
import { setStage } from "@/tests/stage/stage";
import { isDatabaseReady } from "./availability";
import { database, openDatabase, transaction } from "./client";
import { isUnavailable } from "./failure";
import { openLink as openSocket } from "./link";

const stage = setStage();
let link: DatabaseLink;

beforeAll(async () => {
  link = await openDatabaseLink(stage.databaseUrl());
});
/** A pool without connections; that of the test before closes its own, which are idle. */
beforeEach(() => void openDatabase(link.url, 2));
afterEach(() => {
  vi.useRealTimers();
  link.set();
  link.cut();
});
afterAll(() => link.close());

const ask = () =>
  database()
    .execute(sql`select 1`)
    .then(() => "answered", reason);
const heavy = () => database().execute(sql`select pg_sleep(0.002)`).catch(reason);
const reason = (error: unknown) => (isUnavailable(error) ? "unavailable" : error);
const inParallel = (count: number) => Promise.all(Array.from({ length: count }, ask));
/** Both places of the pool have a connection that works. */
const answered = () => expect.poll(() => inParallel(9)).toEqual(Array(9).fill("answered"));

test("a connection that is cut in a transaction ends the transaction, and neither the process nor the pool", async () => {
  const cut = transaction(async (tx) => {
    await tx.execute(sql`select 1`);
    const slow = tx.execute(sql`select pg_sleep(4)`);
    link.cut();
    await slow;
  });
  expect(await cut.catch(reason)).toBe("unavailable");
  await answered();
});

test("connections that are cut at any moment do not take their place in the pool with them", async () => {
  for (const round of Array(20).keys()) {
    const asked = Array.from({ length: 30 }, () => heavy().then(ask));
    await asked[round % 10];
    link.cut();
    await Promise.all(asked);
  }
  await answered();
});

test("a connection that has become silent is cut, and another one takes its place", async () => {
  vi.useFakeTimers({ toFake: ["setInterval"] });
  await answered();
  link.set({ isPaused: true });
  const lost = inParallel(4);
  link.forget();
  for (const _ of Array(10)) await vi.advanceTimersByTimeAsync(1_000);
  expect(await lost).toEqual(Array(4).fill("unavailable"));
  await answered();
});

test("what finds no connection is refused in time, and not asked later", async () => {
  link.set({ isPaused: true });
  // No connection is cut for its silence meanwhile, nor later.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
  const waiting = inParallel(100);
  await vi.advanceTimersByTimeAsync(8_001);
  expect(await waiting).toEqual(Array(100).fill("unavailable"));

  vi.useRealTimers();
  link.set();
  await answered();
});

test("of several hosts the one that answers is found, and when none does that is said at once", async () => {
  openDatabase("postgres://parley@127.0.0.1:1,127.0.0.1:2/parley", 2);
  expect(await inParallel(9)).toEqual(Array(9).fill("unavailable"));
  openDatabase(link.url.replace("@", "@127.0.0.1:1,"), 2);
  await expect.poll(ask).toBe("answered");
});

test("a connection whose listeners were taken away, as over TLS, leaves no clock behind", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const { hostname, port } = new URL(link.url);
  const socket = openSocket({ host: [hostname], port: [Number(port)], path: false });
  socket.removeAllListeners().on("error", () => {});
  expect(vi.getTimerCount()).toBe(1);
  socket.destroy();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(vi.getTimerCount()).toBe(0);
});

test("a server that hangs up before it has said a word does not keep the pool busy for ever", async () => {
  link.set({ isRefusing: true });
  expect(await inParallel(9)).toEqual(Array(9).fill("unavailable"));
  expect(await isDatabaseReady()).toBe(false);
  link.set();
  await answered();
});
