import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Viewer } from "@/lib/sessions";
import { setSettings } from "@/lib/settings";
import { castOfThree, draft } from "@/tests/stage/cast";
import { hasRedis, startRedis } from "@/tests/stage/redis";
import { cookieOf, outcomeOf, postAction } from "@/tests/stage/requests";
import { type RunningServer, startServer } from "@/tests/stage/server";
import { setStage } from "@/tests/stage/stage";
import { eventsOf, openTab, sync } from "@/tests/stage/tabs";

const stage = setStage();
const secret = "a secret of the doors, long enough for everyone";
const METRICS_TOKEN = "a token of the doors, long enough for everyone";
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

type Line = { msg: string; requestId?: string; personId?: string; [detail: string]: unknown };

/** What a server has logged; the banner is for people. */
const logOf = ({ lines }: RunningServer): Line[] =>
  lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));

async function say(server: RunningServer, viewer: Viewer, threadId: string, given = draft("Noodles?")) {
  const input = { viewerId: viewer.id, threadId, drafts: [given] };
  const headers = { origin: server.url, cookie: await cookieOf(viewer), "X-Request-Id": "whatever-they-say" };
  const response = await postAction(server.url, "sendMessages", input, headers);
  return { requestId: response.headers.get("x-request-id") ?? "", outcome: await outcomeOf(response) };
}

const scrape = (server: RunningServer, authorization?: string) =>
  fetch(`${server.url}/metrics`, { ...(authorization && { headers: { authorization } }) });

/** The value of a metric under these labels, as they stand in the text. */
async function metricOf(server: RunningServer, name: string): Promise<number> {
  const text = await (await scrape(server, `Bearer ${METRICS_TOKEN}`)).text();
  const line = text.split("\n").find((line) => line.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1) ?? 0);
}

describe("one process", () => {
  let server: RunningServer;
  beforeAll(async () => {
    setSettings({ publicUrl: undefined, isDemo: false, secret });
    server = await startServer({ DATABASE_URL: stage.databaseUrl(), NEXTAUTH_SECRET: secret, METRICS_TOKEN });
  });
  afterAll(() => server?.stop());

  test("every answer names its request, under a name of ours, and the log tells who asked for what", async () => {
    const { ana, ben, threadId } = await castOfThree();
    const tab = await openTab(server.url, ben);
    const { requestId } = await say(server, ana, threadId);
    expect(requestId).toMatch(UUID);
    await sync(tab, ben);
    tab.disconnect();

    const told = () => logOf(server).filter((line) => line.requestId === requestId);
    await expect
      .poll(() =>
        told()
          .map(({ msg }) => msg)
          .sort(),
      )
      .toEqual(["action", "pushed", "sent"]);
    expect(told().every(({ personId }) => personId === ana.id)).toBe(true);
    expect(told()).toContainEqual(expect.objectContaining({ msg: "sent", threadId, new: 1, duplicate: 0 }));
    expect(told()).toContainEqual(expect.objectContaining({ msg: "action", route: "/t/[threadId]", status: 200 }));
    await expect
      .poll(() => logOf(server))
      .toContainEqual(
        expect.objectContaining({ msg: "socket closed", personId: ben.id, cause: "client namespace disconnect" }),
      );
  });

  test("an address in the log is its pattern, and nothing that a client sends makes a line of its own", async () => {
    const token = "k7Qz".repeat(11).slice(0, 43);
    const forged = encodeURIComponent('x"}\n{"level":"error","msg":"forged"}');
    for (const path of [`/join/${token}`, `/reset/${token}?x=${forged}`, `/${forged}`, `/search?q=${forged}`]) {
      await fetch(server.url + path, { redirect: "manual" });
    }
    await expect
      .poll(() => logOf(server).map(({ route }) => route))
      .toEqual(expect.arrayContaining(["/join/[token]", "/reset/[token]", "other", "/search"]));
    const said = server.lines.join("\n");
    for (const secret of [token, "forged"]) expect(said).not.toContain(secret);
    expect(said).not.toContain("whatever-they-say");
  });

  test("what cannot be parsed is a fault in the log without what it was", async () => {
    const { ana, threadId } = await castOfThree();
    const headers = { origin: server.url, cookie: await cookieOf(ana), "Next-Action": "0".repeat(42) };
    const sent = { method: "POST", headers, body: '["noodles at noon' };
    const answer = await fetch(`${server.url}/t/${threadId}`, sent);
    const requestId = answer.headers.get("x-request-id");
    await expect.poll(() => logOf(server)).toContainEqual(expect.objectContaining({ msg: "action", requestId }));
    expect(server.lines.join("\n")).not.toContain("noodles");
  });

  test("metrics are for whoever has the token", async () => {
    expect((await scrape(server)).status).toBe(401);
    for (const wrong of ["Bearer ", `Bearer ${METRICS_TOKEN}x`, METRICS_TOKEN, "Basic Og=="]) {
      const answer = await scrape(server, wrong);
      expect([answer.status, await answer.text()]).toEqual([401, expect.not.stringContaining("send_seconds")]);
    }
    const answer = await scrape(server, `Bearer ${METRICS_TOKEN}`);
    expect(answer.headers.get("content-type")).toMatch(/^text\/plain/);
    expect(await answer.text()).toMatch(/event_loop_delay_seconds\{quantile="0.99"\} \d/);
  });

  test("what happens is counted where it happens", async () => {
    const { ana, ben, threadId } = await castOfThree();
    const names = [
      'send_seconds_count{result="sent"}',
      'send_seconds_count{result="duplicate"}',
      "duplicate_sends_total",
      "commit_to_push_seconds_count",
      'http_seconds_count{route="action"}',
      'gap_fills_total{cause="reconnect"}',
      "tab_gaps_total",
      "sign_in_failures_total",
    ];
    const values = () => Promise.all(names.map((name) => metricOf(server, name)));
    const before = await values();
    const twice = draft("Noodles?");
    await say(server, ana, threadId, twice);
    await say(server, ana, threadId, twice);
    const tab = await openTab(server.url, ben);
    const asked = { viewerId: ben.id, threads: [], gaps: 3, oldestDraftSeconds: 70 };
    await tab.emitWithAck("sync", asked);
    expect(await metricOf(server, "oldest_draft_seconds")).toBe(70);
    expect(await metricOf(server, "sockets")).toBeGreaterThan(0);
    const wrong = { ...asked, gaps: 1e9 };
    expect(await tab.emitWithAck("sync", wrong)).toMatchObject({ ok: false, code: "invalid-input" });
    tab.disconnect();
    const again = await openTab(server.url, ben);
    again.disconnect();
    const csrf = await fetch(`${server.url}/api/auth/csrf`);
    const { csrfToken } = await csrf.json();
    await fetch(`${server.url}/api/auth/callback/credentials`, {
      method: "POST",
      headers: {
        origin: server.url,
        cookie: csrf.headers
          .getSetCookie()
          .map((one) => one.split(";")[0])
          .join("; "),
      },
      body: new URLSearchParams({ csrfToken, username: ana.username, password: "not noodles" }),
      redirect: "manual",
    });
    await vi.waitFor(async () => {
      const grown = (await values()).map((value, place) => value - (before[place] ?? 0));
      expect(grown).toEqual([1, 1, 1, 1, 2, 0, 3, 1]);
    });
    await expect.poll(() => metricOf(server, "oldest_draft_seconds")).toBe(0);
  });

  test("it is ready only with the migrations of its build", async () => {
    const sql = postgres(stage.databaseUrl(), { max: 1 });
    const table = sql`drizzle.__drizzle_migrations`;
    const [newest] = await sql`select id, created_at from ${table} order by created_at desc limit 1`;
    const ready = async () => {
      const answer = await fetch(`${server.url}/readyz`);
      return [answer.status, await answer.text()];
    };
    expect(await ready()).toEqual([200, "ok\n"]);
    await sql`update ${table} set created_at = 1 where id = ${newest?.id}`;
    expect(await ready()).toEqual([503, "migrations are missing\n"]);
    await sql`update ${table} set created_at = ${newest?.created_at} where id = ${newest?.id}`;
    expect(await ready()).toEqual([200, "ok\n"]);
    await sql.end();
  });
});

test("without a token there are no metrics, and a short one is refused", async () => {
  const variables = { DATABASE_URL: stage.databaseUrl(), NEXTAUTH_SECRET: secret };
  const server = await startServer(variables);
  expect((await fetch(`${server.url}/metrics`, { redirect: "manual" })).status).toBe(404);
  expect(await server.stop()).toBe(0);
  await expect(startServer({ ...variables, METRICS_TOKEN: "short" })).rejects.toThrow(/METRICS_TOKEN/);
});

test("a log that nobody reads neither stops nor ends the server", async () => {
  const server = await startServer({ DATABASE_URL: stage.databaseUrl(), NEXTAUTH_SECRET: secret });
  const ask = async (count: number) => {
    for (let asked = 0; asked < count; asked += 20) {
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => fetch(`${server.url}/_next/static/missing.js`)),
      );
      for (const answer of answers) await answer.text();
    }
  };
  server.process.stdout?.pause();
  server.process.stderr?.pause();
  // More than the pipe holds: each is a line of some 200 bytes.
  await ask(600);
  server.process.stdout?.destroy();
  server.process.stderr?.destroy();
  await ask(40);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  expect(await Promise.race([server.stop(), sleep(60_000, "it does not stop", { ref: false })])).toBe(0);
});

describe.skipIf(!hasRedis)("two processes with a Redis", () => {
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let [one, other]: RunningServer[] = [];
  beforeAll(async () => {
    setSettings({ publicUrl: undefined, isDemo: false, secret });
    redis = await startRedis();
    const variables = {
      DATABASE_URL: stage.databaseUrl(),
      NEXTAUTH_SECRET: secret,
      REDIS_URL: redis.url,
      METRICS_TOKEN,
    };
    [one, other] = await Promise.all([startServer(variables), startServer(variables)]);
  });
  afterAll(async () => {
    await Promise.all([one?.stop(), other?.stop()]);
    await redis.stop();
  });

  test("one id leads from the request on one to the push on the other; and a Redis that is lost is counted", async () => {
    const { ana, ben, threadId } = await castOfThree();
    const tab = await openTab(other!.url, ben);
    // The first try to reach Redis may be in vain, and the next one is later.
    await vi.waitFor(
      async () => {
        const { requestId } = await say(one!, ana, threadId);
        await sync(tab, ben);
        expect(eventsOf(tab)).toContain("message:created");
        const pushed = { msg: "pushed", requestId, event: "message:created", threadId };
        for (const node of [one!, other!]) expect(logOf(node)).toContainEqual(expect.objectContaining(pushed));
      },
      { timeout: 60_000, interval: 200 },
    );
    tab.disconnect();

    const before = await metricOf(one!, "bus_failures_total");
    await redis.stop();
    await expect.poll(() => metricOf(one!, "bus_failures_total")).toBeGreaterThan(before);
  });
});
