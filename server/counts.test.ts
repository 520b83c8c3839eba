import { expect, test } from "vitest";
import { poolLoad, transaction } from "@/db/client";
import { removeParticipant } from "@/lib/membership";
import { metrics } from "@/lib/metrics";
import { searchMessages } from "@/lib/search";
import { signOut } from "@/lib/sessions";
import { groupOf, person, say } from "@/tests/stage/cast";
import { bring } from "@/tests/stage/files";
import { setStage } from "@/tests/stage/stage";
import { next, serveSockets, sync } from "@/tests/stage/tabs";

setStage({ poolSize: 2 });
const server = serveSockets();

type Counted = { get: () => Promise<{ values: { value: number; labels: object; metricName?: string }[] }> };

/** What a metric has counted under these labels; of a histogram, how often. */
async function countOf(metric: Counted, labels: Record<string, string> = {}): Promise<number> {
  const { values } = await metric.get();
  const matches = values.filter((one) => one.metricName === undefined || one.metricName.endsWith("_count"));
  const found = matches.find((one) =>
    Object.entries(labels).every(([name, value]) => Reflect.get(one.labels, name) === value),
  );
  return found?.value ?? 0;
}

async function club() {
  const [ana, ben, cleo] = await Promise.all([person("Ana"), person("Ben"), person("Cleo")]);
  return { ana, ben, cleo, threadId: await groupOf(ana, ben, cleo) };
}

test("whoever is put out is counted, with why", async () => {
  const { ana, ben, cleo, threadId } = await club();
  const { evictions } = metrics();
  const before = [await countOf(evictions, { cause: "removed" }), await countOf(evictions, { cause: "session-ended" })];
  const [bensTab, cleosTab] = [await server.openTab(ben), await server.openTab(cleo)];
  const gone = next(bensTab, "thread:gone");
  await removeParticipant(ana, { viewerId: ana.id, threadId, personId: ben.id });
  await gone;
  const closed = new Promise((resolve) => cleosTab.once("disconnect", resolve));
  await signOut(cleo);
  await closed;
  const after = [await countOf(evictions, { cause: "removed" }), await countOf(evictions, { cause: "session-ended" })];
  expect(after.map((count, place) => count - (before[place] ?? 0))).toEqual([1, 1]);
});

test("what a tab is given that it has missed is counted, by how it came to ask", async () => {
  const { ana, ben, threadId } = await club();
  const { gapFills } = metrics();
  const causes = ["reconnect", "sync", "join"];
  const counts = () => Promise.all(causes.map((cause) => countOf(gapFills, { cause })));
  const before = await counts();
  const tab = await server.openTab(ben);
  const { rev } = await say(ana, threadId, "Noodles?");
  await sync(tab, ben, [{ id: threadId, rev }]);
  await sync(tab, ben, [{ id: threadId, rev: rev - 1 }]);
  await tab.emitWithAck("thread:join", { threadId, rev: rev - 1 });
  await tab.emitWithAck("thread:join", { threadId, rev });
  expect((await counts()).map((count, place) => count - (before[place] ?? 0))).toEqual([0, 1, 1]);
});

test("bytes that come in and searches are counted", async () => {
  const { ana, threadId } = await club();
  const { uploadsBytes, searchSeconds } = metrics();
  const before = [await countOf(uploadsBytes), await searches()];
  await bring(ana, threadId, "a menu of noodles");
  await searchMessages(ana, { q: "noodles", order: "newest", today: "2026-01-01", zone: "UTC" });
  expect([await countOf(uploadsBytes), await searches()]).toEqual([(before[0] ?? 0) + 17, (before[1] ?? 0) + 1]);

  async function searches(): Promise<number> {
    const counts = await Promise.all(["words", "newest", "both"].map((way) => countOf(searchSeconds, { class: way })));
    return counts.reduce((sum, count) => sum + count, 0);
  }
});

test("what is with the database and what waits for a connection is known, and nothing is left of it", async () => {
  await expect.poll(poolLoad).toEqual({ used: 0, waiting: 0 });
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const work = Array.from({ length: 5 }, () => transaction(() => held));
  expect(poolLoad()).toMatchObject({ used: 2 });
  expect(poolLoad().waiting).toBeGreaterThanOrEqual(3);
  release();
  await Promise.all(work);
  await expect.poll(poolLoad).toEqual({ used: 0, waiting: 0 });
});
