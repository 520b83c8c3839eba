import { once } from "node:events";
import postgres from "postgres";
import { afterEach, beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/sessions";
import { setSettings } from "@/lib/settings";
import { castOfThree, draft } from "@/tests/stage/cast";
import { openReceiver } from "@/tests/stage/receiver";
import { cookieOf, outcomeOf, postAction } from "@/tests/stage/requests";
import { type RunningServer, startServer } from "@/tests/stage/server";
import { setStage } from "@/tests/stage/stage";

const stage = setStage();
const secret = "a secret of the doors, long enough for everyone";
const METRICS_TOKEN = "a token of the doors, long enough for everyone";

const undo: (() => unknown)[] = [];
let cast: Awaited<ReturnType<typeof castOfThree>>;
beforeAll(async () => {
  setSettings({ publicUrl: undefined, isDemo: false, secret });
  cast = await castOfThree();
  // From now on nothing can be sent, and it is nobody's mistake but ours.
  const sql = postgres(stage.databaseUrl(), { max: 1 });
  await sql`alter function send_messages rename to send_no_messages`;
  await sql.end();
});
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** Loaded into a server before anything of it: a signal makes it fail where nothing catches that. */
const CRASH = 'process.on("SIGUSR2", () => { throw new TypeError("It broke."); });';

async function startWith(...answer: Parameters<typeof openReceiver>) {
  const receiver = await openReceiver(...answer);
  undo.push(receiver.close);
  const server = await startServer({
    DATABASE_URL: stage.databaseUrl(),
    NEXTAUTH_SECRET: secret,
    METRICS_TOKEN,
    RATE_LIMITS: "0",
    SENTRY_DSN: `${receiver.url.replace("//", "//thekey@")}/below/7`,
    SENTRY_ENVIRONMENT: "doors",
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(CRASH)}`,
  });
  undo.push(server.stop);
  return { server, receiver };
}

/** Makes a fault; the answer names its request. */
async function fail(server: RunningServer, viewer: Viewer): Promise<string> {
  const input = { viewerId: viewer.id, threadId: cast.threadId, drafts: [draft("Noodles at noon")] };
  const headers = { origin: server.url, cookie: await cookieOf(viewer) };
  const outcome = await outcomeOf(await postAction(server.url, "sendMessages", input, headers));
  if (outcome.ok || outcome.code !== "unexpected") throw new Error("It did not fail.");
  return outcome.requestId ?? "";
}

/** How many reports ended so. */
async function countOf(server: RunningServer, result: string): Promise<number> {
  const answer = await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
  return Number(new RegExp(`fault_reports_total\\{result="${result}"\\} (\\d+)`).exec(await answer.text())?.[1] ?? 0);
}

test("a fault is reported once, with what its line in the log has and nothing more", async () => {
  const { server, receiver } = await startWith();
  const { ana } = cast;
  const requestId = await fail(server, ana);
  await expect.poll(() => countOf(server, "taken")).toBe(1);

  expect(receiver.received).toHaveLength(1);
  const [{ path, headers, body } = { path: "", headers: {}, body: "" }] = receiver.received;
  expect(path).toBe("/below/api/7/envelope/");
  expect(headers["x-sentry-auth"]).toMatch(/^Sentry sentry_version=7, .*sentry_key=thekey$/);
  const [head, kind, event] = body
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect([head.event_id, kind]).toEqual([event.event_id, { type: "event" }]);
  expect(event).toEqual({
    event_id: expect.stringMatching(/^[\da-f]{32}$/),
    timestamp: expect.any(Number),
    platform: "node",
    level: "error",
    logger: "parley",
    release: expect.stringMatching(/^parley@\d/),
    environment: "doors",
    tags: { where: "answer", request_id: requestId, code: "42883" },
    user: { id: ana.id },
    exception: { values: [{ type: "PostgresError", value: expect.any(String), stacktrace: expect.anything() }] },
  });
  const frames: { filename: string; lineno?: number }[] = event.exception.values[0].stacktrace.frames;
  expect(frames.some(({ filename, lineno }) => filename.includes("postgres") && Number(lineno) > 0)).toBe(true);
  for (const canary of ["oodles", ana.name, ana.username, "session-token", cast.threadId, "127.0.0.1"]) {
    expect(body).not.toContain(canary);
  }
  expect(await server.stop()).toBe(0);
  expect(receiver.received).toHaveLength(1);
});

test("of many faults some are reported, and the others counted", async () => {
  const { server, receiver } = await startWith();
  for (let count = 0; count < 34; count += 1) await fail(server, cast.ana);
  await expect.poll(() => countOf(server, "taken")).toBe(30);
  expect([receiver.received.length, await countOf(server, "left out")]).toEqual([30, 4]);
});

test("a receiver that has had enough is left alone for as long as it says", async () => {
  const { server, receiver } = await startWith((response) => response.writeHead(429, { "Retry-After": "600" }).end());
  await fail(server, cast.ana);
  await expect.poll(() => countOf(server, "failed")).toBe(1);
  await fail(server, cast.ana);
  expect([receiver.received.length, await countOf(server, "left out")]).toEqual([1, 1]);
});

test("a receiver that fails or hangs holds nobody up, and that is said once", async () => {
  const { server, receiver } = await startWith((response) => response.writeHead(500).end());
  await fail(server, cast.ana);
  await fail(server, cast.ana);
  await expect.poll(() => countOf(server, "failed")).toBe(2);
  expect(receiver.received).toHaveLength(2);
  expect(server.lines.filter((line) => line.includes("fault reports are not taken"))).toHaveLength(1);

  const hanging = await startWith(() => {});
  await fail(hanging.server, cast.ana);
  await expect.poll(() => hanging.receiver.received.length).toBe(1);
  const began = performance.now();
  expect(await hanging.server.stop()).toBe(0);
  // Two seconds are for what is on its way; the rest is how busy the machine is.
  expect(performance.now() - began).toBeLessThan(8_000);
});

test("what ends the process is reported before it ends", async () => {
  const { server, receiver } = await startWith();
  const ended = once(server.process, "exit");
  server.process.kill("SIGUSR2");
  expect(await ended).toEqual([1, null]);
  expect(receiver.received).toHaveLength(1);
  expect(receiver.received[0]?.body).toContain('"where":"process"');
});
