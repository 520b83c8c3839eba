import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import type { Viewer } from "@/lib/sessions";
import { setSettings } from "@/lib/settings";
import { castOfThree, draft } from "@/tests/stage/cast";
import { freePort } from "@/tests/stage/port";
import { openReceiver, type ReceivedSpan, spansIn } from "@/tests/stage/receiver";
import { hasRedis, startRedis } from "@/tests/stage/redis";
import { cookieOf, outcomeOf, postAction } from "@/tests/stage/requests";
import { type RunningServer, startServer } from "@/tests/stage/server";
import { setStage } from "@/tests/stage/stage";
import { eventsOf, openTab, sync } from "@/tests/stage/tabs";

const stage = setStage();
const secret = "a secret of the doors, long enough for everyone";
const TEXT = "Noodles at noon, and a secret";

const undo: (() => unknown)[] = [];
beforeAll(() => setSettings({ publicUrl: undefined, isDemo: false, secret }));
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function start(variables: Record<string, string>): Promise<RunningServer> {
  const server = await startServer({ DATABASE_URL: stage.databaseUrl(), NEXTAUTH_SECRET: secret, ...variables });
  undo.push(server.stop);
  return server;
}

async function receiver(...answer: Parameters<typeof openReceiver>) {
  const opened = await openReceiver(...answer);
  undo.push(opened.close);
  return opened;
}

async function say(server: RunningServer, viewer: Viewer, threadId: string) {
  const input = { viewerId: viewer.id, threadId, drafts: [draft(TEXT)] };
  const headers = {
    origin: server.url,
    cookie: await cookieOf(viewer),
    traceparent: `00-${"ab".repeat(16)}-${"cd".repeat(8)}-01`,
  };
  const response = await postAction(server.url, "sendMessages", input, headers);
  const outcome = await outcomeOf(response);
  expect(outcome).toMatchObject({ ok: true, value: [{ ok: true }] });
  return response.headers.get("x-request-id") ?? "";
}

const detailOf = ({ attributes }: ReceivedSpan, name: string) => {
  const value = attributes.find(({ key }) => key === name)?.value;
  return value?.stringValue ?? value?.intValue;
};

/** A span after those within which it is, and on which of the nodes. */
function wayTo(span: ReceivedSpan, spans: ReceivedSpan[]): string {
  const parent = spans.find(({ spanId }) => spanId === span.parentSpanId);
  return [...(parent ? [wayTo(parent, spans)] : []), span.name].join(" > ");
}

test.skipIf(!hasRedis)(
  "one send is one trace, from the action to the push on the other node, and tells of nobody",
  async () => {
    const { received, url } = await receiver();
    const redis = await startRedis();
    undo.push(redis.stop);
    const variables = {
      REDIS_URL: redis.url,
      OTEL_EXPORTER_OTLP_ENDPOINT: url,
      OTEL_EXPORTER_OTLP_HEADERS: "x-key=of-the-receiver",
      OTEL_SERVICE_NAME: "parley-of-the-doors",
    };
    const [one, other] = await Promise.all([start(variables), start(variables)]);
    const { ana, ben, threadId } = await castOfThree();
    const tab = await openTab(other!.url, ben);
    undo.push(() => tab.disconnect());
    const token = "k7Qz".repeat(11).slice(0, 43);
    for (const path of [`/join/${token}`, "/search?q=noodles", "/noodles"]) {
      await fetch(one!.url + path, { headers: { cookie: await cookieOf(ana) }, redirect: "manual" });
    }
    // The first try of a node to reach Redis may be in vain.
    const requestId = await vi.waitFor(
      async () => {
        const requestId = await say(one!, ana, threadId);
        await sync(tab, ben);
        expect(eventsOf(tab)).toContain("message:created");
        return requestId;
      },
      { timeout: 60_000, interval: 200 },
    );

    const spans = () => spansIn(received);
    const root = () =>
      spans().find((span) => span.name === "action" && detailOf(span, "parley.request_id") === requestId);
    const trace = () => spans().filter(({ traceId }) => traceId === root()?.traceId);
    await expect
      .poll(
        () =>
          trace()
            .map((span) => `${span.instance === root()?.instance ? "one" : "other"}: ${wayTo(span, spans())}`)
            .sort(),
        { timeout: 20_000 },
      )
      .toEqual([
        "one: action",
        "one: action > sendMessages",
        "one: action > sendMessages > announce",
        "one: action > sendMessages > announce > push",
        "one: action > sendMessages > send_messages",
        "other: action > sendMessages > announce > push",
      ]);
    expect(root()?.traceId).not.toBe("ab".repeat(16));
    expect(detailOf(root()!, "http.response.status_code")).toBe(200);
    for (const name of ["event sync", "GET /join/[token]", "GET /search", "GET other"]) {
      await expect.poll(() => spans().map((span) => span.name), { timeout: 20_000 }).toContain(name);
    }

    expect(received.every(({ headers }) => headers["x-key"] === "of-the-receiver")).toBe(true);
    const told = received.map(({ body }) => body).join("\n");
    expect(told).toContain("parley-of-the-doors");
    const canaries = [
      TEXT,
      "oodles",
      token,
      ana.name,
      ana.username,
      ben.username,
      ana.id,
      ben.id,
      threadId,
      "session-token",
      "127.0.0.1",
    ];
    for (const canary of canaries) expect(told).not.toContain(canary);
    const cookie = (await cookieOf(ana)).split("=")[1] ?? "";
    expect(told).not.toContain(cookie);
  },
);

test("what is gathered goes out before the process ends", async () => {
  const { received, url } = await receiver();
  const server = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: `${url}/` });
  const { ana, threadId } = await castOfThree();
  await say(server, ana, threadId);
  expect(await server.stop()).toBe(0);
  expect(spansIn(received).map(({ name }) => name)).toEqual(expect.arrayContaining(["action", "sendMessages", "push"]));
});

test("receivers that hang, fail or are gone hold up neither what is sent nor the end", async () => {
  const hanging = await receiver(() => {});
  const failing = await receiver((response) => response.writeHead(500).end());
  const gone = `http://127.0.0.1:${await freePort()}`;
  const { ana, threadId } = await castOfThree();
  for (const url of [hanging.url, failing.url, gone]) {
    const dsn = url.replace("//", "//key@");
    const server = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: url, SENTRY_DSN: `${dsn}/1` });
    await say(server, ana, threadId);
    await expect.poll(async () => (await fetch(`${server.url}/healthz`)).status).toBe(200);
    const end = performance.now();
    expect(await server.stop()).toBe(0);
    // Two seconds are for what is gathered; the rest is how busy the machine is.
    expect(performance.now() - end).toBeLessThan(8_000);
  }
  expect(hanging.received.length).toBeGreaterThan(0);
  expect(failing.received.length).toBeGreaterThan(0);
});

test("without them no package for traces is loaded, and nobody is connected to", async () => {
  const folder = mkdtempSync(join(tmpdir(), "parley-tracing-"));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  const watched = ["connections", "loaded"].map((name) => pathToFileURL(`tests/stage/${name}.mjs`).href);
  const { url } = await receiver();
  const run = async (name: string, variables: Record<string, string>) => {
    const [connections, loaded] = [join(folder, `${name}.connections`), join(folder, `${name}.loaded`)];
    const server = await start({
      NODE_OPTIONS: watched.map((href) => `--import=${href}`).join(" "),
      STORY_CONNECTIONS: connections,
      STORY_LOADED: loaded,
      ...variables,
    });
    const { ana, threadId } = await castOfThree();
    await say(server, ana, threadId);
    expect(await server.stop()).toBe(0);
    return [connections, loaded].map((file) => readFileSync(file, "utf8"));
  };
  const packages = /@opentelemetry\/(sdk-trace|exporter|otlp|resources|core)/;
  const [connectionsWith, loadedWith] = await run("with", {
    OTEL_EXPORTER_OTLP_ENDPOINT: url.replace("127.0.0.1", "localhost"),
  });
  const [connections, loaded] = await run("without", {});
  expect(loadedWith).toMatch(packages);
  expect(loaded).toMatch(/node_modules/);
  expect(loaded).not.toMatch(packages);
  expect(connectionsWith).toMatch(/^dns localhost$/m);
  expect(connections).toMatch(/^tcp|^unix/m);
  expect(connections).not.toMatch(/^dns localhost$/m);
});
