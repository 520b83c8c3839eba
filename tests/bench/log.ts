import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CDPSession, chromium, type Page } from "@playwright/test";
import { build } from "esbuild";
import { closeDatabase, openDatabase } from "@/db/client";
import { startEmbeddedDatabase } from "@/db/embedded";
import { startThread } from "@/lib/new-threads";
import { setAnnouncer } from "@/lib/realtime";
import type { Viewer } from "@/lib/sessions";
import { setSettings } from "@/lib/settings";
import { display, draft, PASSWORD, person } from "@/tests/stage/cast";
import { fillThread } from "@/tests/stage/long-thread";
import { cookieOf, postAction } from "@/tests/stage/requests";
import { type RunningServer, startServer } from "@/tests/stage/server";
import { browserArguments, browserPath } from "@/tests/stories/browser";

const MESSAGES = Number(process.env.BENCH_MESSAGES ?? 100_000);
/** Pages that come above, and messages that come below. */
const MOVES = 250;
/** How many messages a fast scroll passes, and how far each frame goes, in pixels. */
const SCROLLED = Math.min(10_000, MESSAGES / 4);
const STEP_PX = 150;
const SECRET = "a secret of the bench, long enough for everyone";

type Bench = { page: Page; server: RunningServer; ben: Viewer; threadId: string };

/** How a thread of 100,000 messages behaves in a browser, on what `npm run build` made last. */
export async function benchLog(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "parley-bench-"));
  const database = await startEmbeddedDatabase(join(folder, "postgres"), { durable: false });
  const variables = { DATABASE_URL: database.url, DATA_DIR: folder, NEXTAUTH_SECRET: SECRET, LOG_LEVEL: "info" };
  const server = await startServer(variables);
  setSettings({ publicUrl: undefined, isDemo: false, secret: SECRET });
  openDatabase(database.url, 2);
  setAnnouncer(() => {});
  const browser = await chromium.launch({ executablePath: await browserPath(), args: browserArguments });
  try {
    const [ana, ben] = await Promise.all([person("Ana"), person("Ben")]);
    const { threadId } = await startThread(ana, { viewerId: ana.id, personIds: [ben.id], title: "" });
    const began = performance.now();
    await fillThread(threadId, [ben, ana], MESSAGES);
    await display(ana, threadId, MESSAGES);
    tell("messages", MESSAGES.toLocaleString("en"), `written in ${((performance.now() - began) / 1000).toFixed(1)} s`);

    const page = await (
      await browser.newContext({ baseURL: server.url, viewport: { width: 1440, height: 900 } })
    ).newPage();
    await page.addInitScript({ content: await bundledMeters() });
    await signIn(page, ana.username);
    const bench = { page, server, ben, threadId };
    await open(bench, `/t/${threadId}`);
    await measureShift(bench);
    await measureScroll(bench);
    await measureMemory(bench);
    await measureKeys(bench);
  } finally {
    await browser.close();
    await closeDatabase();
    await server.stop();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function signIn(page: Page, username: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("textbox", { name: "Username" }).fill(username);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(/\/t$/);
}

async function open({ page }: Bench, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole("status", { name: "Connection" }).getByText("Connected").waitFor({ state: "attached" });
}

/** Pages come above what somebody reads, and messages below. */
async function measureShift(bench: Bench): Promise<void> {
  const { page } = bench;
  let most = 0;
  for (let round = 0; round < MOVES / 50; round += 1) {
    const newest = await page.evaluate(() => meters.readAboveEnd());
    const shift = page.evaluate((last) => meters.shiftOfArrivals(last), newest + 50);
    for (let number = 0; number < 50; number += 1) await say(bench, `arrival ${number}`);
    most = Math.max(most, await shift);
  }
  tell("position shift", `${most.toFixed(2)} px at most`, `at any frame of ${MOVES} arrivals`);
  most = 0;
  for (let number = 0; number < MOVES; number += 1) {
    most = Math.max(most, await page.evaluate(() => meters.shiftOfOlderPage()));
  }
  tell("position shift", `${most.toFixed(2)} px at most`, `at any frame of ${MOVES} older pages`);
}

/** As fast as a wheel goes, through 10,000 messages. */
async function measureScroll(bench: Bench): Promise<void> {
  await open(bench, `/t/${bench.threadId}/m/${MESSAGES / 2}`);
  const session = await bench.page.context().newCDPSession(bench.page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  for (const [way, step] of [
    ["up", -STEP_PX],
    ["down", STEP_PX],
  ] as const) {
    const before = await processorOf(session);
    const scroll = await bench.page.evaluate(([by, count]) => meters.scroll(by, count), [step, SCROLLED] as const);
    const used = ((await processorOf(session)) - before) / scroll.frames;
    const frames = (60 * scroll.frames) / (scroll.frames + scroll.dropped);
    tell(
      `fast scroll ${way}`,
      `${frames.toFixed(1)} of 60 frames in time`,
      `${scroll.passed} messages in ${(scroll.took / 1000).toFixed(0)} s, longest frame ${scroll.longestFrame.toFixed(0)} ms, ` +
        `${scroll.longTasks} tasks over 50 ms (longest ${scroll.longestTask.toFixed(0)} ms), ` +
        `${used.toFixed(1)} ms of processor a frame, ${scroll.stalls} frames at an edge, ${scroll.rows} rows at most, shift ${scroll.shift.toFixed(2)} px at most`,
    );
  }
}

/** From the end to the first message and back, page by page. */
async function measureMemory(bench: Bench): Promise<void> {
  const { page, threadId } = bench;
  await page.evaluate(() => sessionStorage.clear());
  await open(bench, `/t/${threadId}`);
  tell("heap at the end", await heapOf(page), "");
  const up = await page.evaluate(() => meters.travel("up"));
  tell("heap at message 1", await heapOf(page), `${up.rows} rows at most, ${(up.took / 1000).toFixed(0)} s`);
  const down = await page.evaluate(() => meters.travel("down"));
  tell("heap back at the end", await heapOf(page), `${down.rows} rows at most, ${(down.took / 1000).toFixed(0)} s`);
}

/** What the page's main thread has worked so far, in milliseconds, whatever else the machine was doing. */
async function processorOf(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1000;
}

async function heapOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.enable");
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const { nodes } = await session.send("Memory.getDOMCounters");
  await session.detach();
  return `${(usedSize / 1e6).toFixed(1)} MB, ${nodes.toLocaleString("en")} nodes`;
}

/** Somebody types while 20 messages a second arrive at the end. */
async function measureKeys(bench: Bench): Promise<void> {
  const { page, threadId } = bench;
  await page.evaluate(() => sessionStorage.clear());
  await open(bench, `/t/${threadId}`);
  await page.getByRole("textbox", { name: "Message" }).focus();
  await page.evaluate(() => meters.watchKeys());
  let isOver = false;
  const talk = (async () => {
    for (let number = 0; !isOver; number += 1) {
      await Promise.all([say(bench, `burst ${number}`), new Promise((resolve) => setTimeout(resolve, 50))]);
    }
  })();
  for (let key = 0; key < 100; key += 1) await page.keyboard.type("abcdefghij"[key % 10] ?? "a", { delay: 60 });
  isOver = true;
  await talk;
  const { keys, longTasks, longestTask } = await page.evaluate(() => meters.keys());
  const sorted = keys.toSorted((one, other) => one - other);
  const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(0);
  tell(
    "key to paint",
    `median ${at(0.5)} ms, 95 % ${at(0.95)} ms, longest ${at(1)} ms`,
    `${keys.length} keys while 20 messages/s arrive, ${longTasks} tasks over 50 ms (longest ${longestTask.toFixed(0)} ms)`,
  );
}

async function say({ server, ben, threadId }: Bench, body: string): Promise<void> {
  const input = { viewerId: ben.id, threadId, drafts: [draft(body)] };
  const answer = await postAction(server.url, "sendMessages", input, {
    origin: server.url,
    cookie: await cookieOf(ben),
  });
  await answer.text();
}

function tell(what: string, figure: string, detail: string): void {
  console.log(`${what.padStart(22)}  ${figure}${detail && `  (${detail})`}`);
}

async function bundledMeters(): Promise<string> {
  const { outputFiles } = await build({ entryPoints: ["tests/bench/meters.ts"], write: false, bundle: true });
  return outputFiles[0]?.text ?? "";
}
