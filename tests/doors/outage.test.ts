import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, openDatabase } from "@/db/client";
import { type EmbeddedDatabase, startEmbeddedDatabase } from "@/db/embedded";
import { setAnnouncer } from "@/lib/realtime";
import type { Viewer } from "@/lib/sessions";
import { setSettings } from "@/lib/settings";
import { castOfThree, draft } from "@/tests/stage/cast";
import { type DatabaseLink, openDatabaseLink } from "@/tests/stage/link";
import { cookieOf, outcomeOf, postAction } from "@/tests/stage/requests";
import { type RunningServer, startServer } from "@/tests/stage/server";
import { openTab, sync } from "@/tests/stage/tabs";

/** The built server, and a database of its own at the other end of a link. */
const secret = "a secret of the doors, long enough for everyone";
const folder = mkdtempSync(join(tmpdir(), "parley-outage-"));
let database: EmbeddedDatabase;
let link: DatabaseLink;
let server: RunningServer;
let cast: Awaited<ReturnType<typeof castOfThree>>;

beforeAll(async () => {
  setSettings({ publicUrl: undefined, isDemo: false, secret });
  setAnnouncer(() => {});
  database = await startEmbeddedDatabase(folder, { durable: false });
  link = await openDatabaseLink(database.url);
  server = await startServer({ DATABASE_URL: link.url, NEXTAUTH_SECRET: secret, DATABASE_POOL_SIZE: "2" });
  openDatabase(database.url, 1);
  cast = await castOfThree();
  await closeDatabase();
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
  link.close();
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
});

const headersOf = async (viewer: Viewer) => ({ origin: server.url, cookie: await cookieOf(viewer) });
const open = async (path: string, headers: Record<string, string> = {}, method = "GET") =>
  fetch(server.url + path, { headers: { ...(await headersOf(cast.ana)), ...headers }, method, redirect: "manual" });
const say = async (body: string, id?: string) =>
  outcomeOf(
    await postAction(
      server.url,
      "sendMessages",
      { viewerId: cast.ana.id, threadId: cast.threadId, drafts: [draft(body, id)] },
      await headersOf(cast.ana),
    ),
  );
const startGroup = async () =>
  outcomeOf(
    await postAction(
      server.url,
      "startThread",
      { viewerId: cast.ana.id, personIds: [cast.ben.id, cast.eve.id], title: "" },
      await headersOf(cast.ana),
    ),
  );
const many = <Value>(ask: () => Promise<Value>) => Promise.all(Array.from({ length: 10 }, ask));
const unavailable = { ok: false, code: "unavailable", retryAfter: 1 };

test("without a database pages and routes are 503, actions say so, and all is well when it is back", async () => {
  const tab = await openTab(server.url, cast.ben);
  expect((await open(`/t/${cast.threadId}`)).status).toBe(200);
  link.set({ isRefusing: true });
  link.cut();

  for (const path of ["/t", `/t/${cast.threadId}`, "/", "/sign-in", "/api/auth/session", "/unavailable"]) {
    const answer = await open(path);
    expect([path, answer.status, answer.headers.get("retry-after")]).toEqual([path, 503, "1"]);
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(answer.headers.get("cache-control")).toContain("no-store");
  }
  const page = await open(`/t/${cast.threadId}`);
  expect(page.headers.get("refresh")).toMatch(/^[2-5]$/);
  expect(await page.text()).toMatch(/cannot reach its database.*tries again by itself/);
  expect((await open(`/t/${cast.threadId}`, { RSC: "1" })).status).toBe(503);
  const form = await open(`/t/${cast.threadId}`, {}, "POST");
  expect([form.status, form.headers.get("refresh")]).toEqual([503, null]);
  expect(await form.text()).toMatch(/That was not sent/);
  expect((await open("/icon.svg")).status).toBe(200);
  expect((await open("/healthz")).status).toBe(200);
  expect((await open("/readyz")).status).toBe(503);
  expect(await say("lost")).toMatchObject(unavailable);
  expect(await sync(tab, cast.ben)).toMatchObject(unavailable);

  link.set();
  expect(await say("found")).toMatchObject({ ok: true });
  expect(await sync(tab, cast.ben)).toMatchObject({ ok: true });
  expect((await open(`/t/${cast.threadId}`)).status).toBe(200);
  expect((await open("/unavailable")).status).toBe(404);
  tab.disconnect();
});

test("a page that the database lets down half-way is 503 too", async () => {
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  // The page waits for the lock until its query gives up: in one case it says so itself, in the other it throws.
  for (const table of ["messages", "thread_participants"]) {
    await sql.begin(async (tx) => {
      await tx`lock table ${tx(table)} in access exclusive mode`;
      const page = await open(`/t/${cast.threadId}`);
      expect([table, page.status, page.headers.get("retry-after")]).toEqual([table, 503, "1"]);
    });
  }
  expect((await open(`/t/${cast.threadId}`)).status).toBe(200);
  await sql.end();
});

test("a session that cannot be looked up half-way is not taken for one that has ended", async () => {
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  await sql.begin(async (tx) => {
    await tx`lock table sessions in access exclusive mode`;
    const session = await open("/api/auth/session");
    expect([session.status, session.headers.get("retry-after"), session.headers.get("set-cookie")]).toEqual([
      503,
      "1",
      null,
    ]);
  });
  await sql.end();
  expect(await (await open("/api/auth/session")).json()).toMatchObject({ user: { name: "Ana" } });
});

test("a PostgreSQL that is restarted under load ends no process, and what was sent meanwhile is there once", async () => {
  const id = randomUUID();
  let isBack = false;
  const answers: string[] = [];
  const load = [startGroup, startGroup, () => say("under way"), () => say("sent again and again", id)].map(
    async (ask) => {
      while (!isBack) for (const outcome of await many(ask)) answers.push(outcome.ok ? "done" : outcome.code);
    },
  );
  await expect.poll(() => answers).toContain("done");

  await database.stop();
  await expect.poll(() => answers).toContain("unavailable");
  database = await startEmbeddedDatabase(folder, { durable: false });
  link.turnTo(database.url);
  answers.length = 0;
  await expect.poll(() => answers).toContain("done");
  isBack = true;
  await Promise.all(load);

  expect(new Set(answers)).not.toContain("unexpected");
  const places = (await many(() => say("sent again and again", id))).map((outcome) => JSON.stringify(outcome));
  expect([new Set(places).size, places[0]]).toEqual([1, expect.stringContaining(id)]);
});

test("a database that is paused, and then forgotten by the network, hangs nothing for ever", async () => {
  const tab = await openTab(server.url, cast.ben);
  link.set({ isPaused: true });
  const [sent, page] = await Promise.all([say("into the void"), open(`/t/${cast.threadId}`)]);
  expect([sent, page.status]).toEqual([expect.objectContaining(unavailable), 503]);
  link.forget();

  await expect.poll(() => say("Noodles?")).toMatchObject({ ok: true });
  await expect.poll(() => open("/t").then(({ status }) => status)).toBe(200);
  expect(await sync(tab, cast.ben)).toMatchObject({ ok: true });
  tab.disconnect();
  (await openTab(server.url, cast.ben)).disconnect();
});
