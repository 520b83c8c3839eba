import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Outbox } from "@/components/thread/outbox";
import { openTimeline } from "@/components/thread/timeline";
import { openList } from "@/components/threads/listed-threads";
import type { Outcome } from "@/lib/wire/outcome";
import type { Synced } from "@/lib/wire/sync";
import { ana, aSummary, messageAt, openedWith, THREAD_ID, threadOf } from "@/tests/stage/props";
import { createDeliveries, type Deliveries, LIST_KEY } from "./deliveries";
import type { TabSocket } from "./socket";
import type { Surroundings } from "./surroundings";
import { createSynchronising } from "./synchronising";

const nothingMissed: Outcome<Synced> = { ok: true, value: { list: { threads: [], nextBefore: null }, threads: {} } };

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  vi.spyOn(Math, "random").mockReturnValue(0);
});
afterEach(() => void vi.useRealTimers());

/** A tab that shows nothing, and the seconds at which it asked what it missed. */
function rehearse(answer: () => Promise<Outcome<Synced>>) {
  const asked: number[] = [];
  const emitWithAck = () => {
    asked.push(Date.now() / 1000);
    return answer();
  };
  const socket = { connected: true, timeout: () => ({ emitWithAck }) } as unknown as TabSocket;
  const deliveries = { heldTimelines: () => [], listed: () => [], changeList: () => {} } as unknown as Deliveries;
  const reload = vi.fn();
  const surroundings: Pick<Surroundings, "listMessages" | "onSignal" | "reload"> = {
    listMessages: () => Promise.reject(new Error("There is nothing to list.")),
    onSignal: () => () => {},
    reload,
  };
  return { asked, reload, ...createSynchronising(socket, ana.id, deliveries, surroundings) };
}

test("a tab whose questions fail asks less and less often, and at once again when one was answered", async () => {
  let answer: () => Promise<Outcome<Synced>> = async () => ({ ok: false, code: "unavailable" });
  const { asked, sync, syncSoon } = rehearse(() => answer());
  sync();
  await vi.advanceTimersByTimeAsync(10_000);
  answer = () => Promise.reject(new Error("no answer in time"));
  await vi.advanceTimersByTimeAsync(40_000);
  expect(asked).toEqual([0, 2, 6, 14, 30]);

  answer = async () => nothingMissed;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked.slice(5)).toEqual([60]);
  syncSoon();
  await vi.advanceTimersByTimeAsync(300);
  expect(asked.slice(6)).toEqual([60.3]);
});

test("a tab that is told when to ask again does so then", async () => {
  const { asked, sync } = rehearse(async () => ({ ok: false, code: "unavailable", retryAfter: 1 }));
  sync();
  await vi.advanceTimersByTimeAsync(3_500);
  expect(asked).toEqual([0, 1, 2, 3]);
});

test("a thread that cannot be loaded anew is asked for again after a pause", async () => {
  const tooLong = { kind: "tooLong", upTo: 999, thread: threadOf() } as const;
  const { asked, sync } = rehearse(async () => ({
    ok: true,
    value: { list: { threads: [], nextBefore: null }, threads: { [THREAD_ID]: tooLong } },
  }));
  sync();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(asked.length).toBeLessThan(12);
});

test("gaps that are found after a question failed do not make the tab ask more often", async () => {
  const { asked, sync, syncSoon } = rehearse(async () => ({ ok: false, code: "unavailable" }));
  await sync();
  for (let second = 0; second < 14; second += 1) {
    syncSoon();
    await vi.advanceTimersByTimeAsync(1000);
  }
  expect(asked).toEqual([0, 2, 6, 14]);
});

test("what comes up while a question is open is asked for soon after its answer", async () => {
  const { asked, sync, syncSoon } = rehearse(
    () => new Promise((answer) => setTimeout(() => answer(nothingMissed), 1000)),
  );
  sync();
  await vi.advanceTimersByTimeAsync(500);
  syncSoon();
  await vi.advanceTimersByTimeAsync(2000);
  expect(asked).toEqual([0, 1.1]);
  syncSoon();
  await vi.advanceTimersByTimeAsync(2000);
  expect(asked.slice(2)).toEqual([2.8]);
});

test.each(["signed-out", "other-viewer"] as const)("a tab that is told %s makes way and asks no more", async (code) => {
  const { asked, sync, reload } = rehearse(async () => ({ ok: false, code }));
  sync();
  await vi.advanceTimersByTimeAsync(30_000);
  expect([asked, reload.mock.calls.length]).toEqual([[0], 1]);
});

test("a thread that the person was out of in between is loaded anew, and is theirs again", async () => {
  const client = new QueryClient();
  const outbox = { drafts: () => [] } as unknown as Outbox;
  const deliveries = createDeliveries(client, outbox, ana.id, () => {});
  const thread = threadOf({ ...ana, role: "member" });
  const line = aSummary({ rev: 9 });
  client.setQueryData(LIST_KEY, openList({ threads: [], nextBefore: null }));
  deliveries.putTimeline(openTimeline(openedWith([messageAt(1)])));
  deliveries.gone(THREAD_ID);
  deliveries.added(line);

  const changes = { kind: "changes", upTo: 9, thread, messages: [messageAt(5)] } as const;
  const synced = { list: { threads: [line], nextBefore: null }, threads: { [THREAD_ID]: changes } };
  const asked: unknown[] = [];
  const emitWithAck = async (_: string, input: unknown) => {
    asked.push(input);
    return { ok: true, value: synced };
  };
  const socket = { connected: true, timeout: () => ({ emitWithAck }) } as unknown as TabSocket;
  const { sync } = createSynchronising(socket, ana.id, deliveries, {
    listMessages: async () => ({ ok: true, value: { messages: [messageAt(5)], hasOlder: false } }),
    onSignal: () => () => {},
    reload: () => {},
  });
  await sync();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toMatchObject([{ threads: [{ id: THREAD_ID }] }]);
  expect(deliveries.timelineOf(THREAD_ID)).toMatchObject({ isGone: false, rev: 9, messages: [{ seq: 5 }] });
});
