import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Outbox } from "@/components/outbox/outbox";
import { openList } from "@/components/threads/listed-threads";
import { openTimeline } from "@/components/timeline/pages";
import type { Timeline } from "@/components/timeline/timeline";
import type { MessagePage } from "@/lib/wire/messages";
import type { Outcome } from "@/lib/wire/outcome";
import type { Receipt } from "@/lib/wire/read-positions";
import type { Synced, ThreadChanges } from "@/lib/wire/sync";
import type { ThreadSummary } from "@/lib/wire/threads";
import { ana, aSummary, messageAt, openedWith, pageOf, participantOf, THREAD_ID, threadOf } from "@/tests/stage/props";
import { createDeliveries, type Deliveries, LIST_KEY } from "./deliveries";
import type { TabSocket } from "./socket";
import { createSynchronising } from "./synchronising";

const nothingMissed: Outcome<Synced> = {
  ok: true,
  value: {
    list: { threads: [], nextBefore: null, unreadBelow: [] },
    threads: {},
    receipts: [],
    people: [],
    theme: "system",
  },
};

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
  const deliveries = {
    heldTimelines: () => [],
    listed: () => [],
    placeOf: () => null,
    changeList: () => {},
    receipts: () => {},
    profileChanges: () => 0,
    peopleAsOf: () => {},
  } as unknown as Deliveries;
  const reload = vi.fn();
  const surroundings: Parameters<typeof createSynchronising>[3] = {
    openThreadId: () => undefined,
    draftSeconds: () => 0,
    listMessages: () => Promise.reject(new Error("There is nothing to list.")),
    onSignal: () => () => {},
    reload,
  };
  return { asked, reload, deliveries, ...createSynchronising(socket, ana.id, deliveries, surroundings) };
}

test("a tab whose questions fail asks less often, every four seconds in the end, and at once again when one was answered", async () => {
  let answer: () => Promise<Outcome<Synced>> = async () => ({ ok: false, code: "unavailable" });
  const { asked, sync, fillGap } = rehearse(() => answer());
  sync();
  await vi.advanceTimersByTimeAsync(10_000);
  answer = () => Promise.reject(new Error("no answer in time"));
  await vi.advanceTimersByTimeAsync(7_000);
  expect(asked).toEqual([0, 2, 6, 10, 14]);

  answer = async () => nothingMissed;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked.slice(5)).toEqual([18]);
  fillGap();
  await vi.advanceTimersByTimeAsync(300);
  expect(asked.slice(6)).toEqual([27.3]);
});

test("a tab that is told when to ask again does so then", async () => {
  const { asked, sync } = rehearse(async () => ({ ok: false, code: "unavailable", retryAfter: 1 }));
  sync();
  await vi.advanceTimersByTimeAsync(3_500);
  expect(asked).toEqual([0, 1, 2, 3]);
});

test("a thread that cannot be loaded anew is asked for again after a pause", async () => {
  const tooLong = { kind: "tooLong", upTo: 999, thread: threadOf(), receipts: [] as Receipt[] } as const;
  const { asked, sync } = rehearse(async () => ({
    ok: true,
    value: {
      list: { threads: [], nextBefore: null, unreadBelow: [] },
      threads: { [THREAD_ID]: tooLong },
      receipts: [],
      people: [],
      theme: "system",
    },
  }));
  sync();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(asked.length).toBeLessThan(12);
});

test("gaps that are found after a question failed do not make the tab ask more often", async () => {
  const { asked, sync, fillGap } = rehearse(async () => ({ ok: false, code: "unavailable" }));
  await sync();
  for (let second = 0; second < 14; second += 1) {
    fillGap();
    await vi.advanceTimersByTimeAsync(1000);
  }
  expect(asked).toEqual([0, 2, 6, 10, 14]);
});

test("what comes up while a question is open is asked for soon after its answer", async () => {
  const { asked, sync, fillGap } = rehearse(
    () => new Promise((answer) => setTimeout(() => answer(nothingMissed), 1000)),
  );
  sync();
  await vi.advanceTimersByTimeAsync(500);
  fillGap();
  await vi.advanceTimersByTimeAsync(2000);
  expect(asked).toEqual([0, 1.1]);
  fillGap();
  await vi.advanceTimersByTimeAsync(2000);
  expect(asked.slice(2)).toEqual([2.8]);
});

test.each(["signed-out", "other-viewer"] as const)("a tab that is told %s makes way and asks no more", async (code) => {
  const { asked, sync, reload } = rehearse(async () => ({ ok: false, code }));
  sync();
  await vi.advanceTimersByTimeAsync(30_000);
  expect([asked, reload.mock.calls.length]).toEqual([[0], 1]);
});

/** A tab with an empty list, and what it asks: its sync gets `synced`, and its pages the `page`. */
function rehearseHolding(timeline: Timeline, synced: () => Outcome<Synced>, page: MessagePage) {
  const client = new QueryClient();
  const deliveries = createDeliveries(client, { drafts: () => [] } as unknown as Outbox, ana.id, {
    onGap() {},
    showTheme() {},
  });
  client.setQueryData(LIST_KEY, openList({ threads: [], nextBefore: null, unreadBelow: [] }));
  deliveries.putTimeline(timeline);

  const asked: unknown[] = [];
  const emitWithAck = async (_: string, input: unknown) => {
    asked.push(input);
    return synced();
  };
  const socket = { connected: true, timeout: () => ({ emitWithAck }) } as unknown as TabSocket;
  const { sync } = createSynchronising(socket, ana.id, deliveries, {
    listMessages: async (input) => {
      asked.push(input);
      return { ok: true, value: page };
    },
    onSignal: () => () => {},
    reload: () => {},
    openThreadId: () => undefined,
    draftSeconds: () => 0,
  });
  return { asked, deliveries, sync };
}

const syncedWith = (threads: ThreadSummary[], changes: ThreadChanges): Outcome<Synced> => ({
  ok: true,
  value: {
    list: { threads, nextBefore: null, unreadBelow: [] },
    threads: { [THREAD_ID]: changes },
    receipts: [],
    people: [],
    theme: "system",
  },
});

test("a thread that the person was out of in between is loaded anew, and is theirs again", async () => {
  const line = aSummary({ rev: 9 });
  const thread = threadOf(participantOf(ana));
  const changes = { upTo: 9, readableFrom: 1, thread, messages: [messageAt(5)], receipts: [] };
  const { asked, deliveries, sync } = rehearseHolding(
    openTimeline(openedWith([messageAt(1)])),
    () => syncedWith([line], { kind: "changes", ...changes }),
    pageOf([messageAt(5)]),
  );
  deliveries.gone(THREAD_ID);
  deliveries.added(line);

  await sync();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toMatchObject([{ threads: [{ id: THREAD_ID }] }, { threadId: THREAD_ID }]);
  expect(deliveries.timelineOf(THREAD_ID)).toMatchObject({ isGone: false, rev: 9, messages: [{ seq: 5 }] });
});

test("who was added again while the server was asked is not taken out by its answer, and asks once more", async () => {
  const { asked, deliveries, sync } = rehearseHolding(
    openTimeline(openedWith([messageAt(1)])),
    () => {
      deliveries.added(aSummary({ readVersion: 2 }));
      return syncedWith([], { kind: "gone" });
    },
    pageOf([]),
  );
  deliveries.added(aSummary({ readVersion: 1 }));

  await sync();
  expect(deliveries.timelineOf(THREAD_ID)).toMatchObject({ isGone: false });
  await vi.advanceTimersByTimeAsync(300);
  expect(asked).toHaveLength(2);
  expect(deliveries.timelineOf(THREAD_ID)).toMatchObject({ isGone: true });
});

test("who has missed too much while reading far above gets the messages around that place anew", async () => {
  const { asked, deliveries, sync } = rehearseHolding(
    { ...openTimeline(openedWith([messageAt(40), messageAt(41)])), newest: 90 },
    () => syncedWith([], { kind: "tooLong", upTo: 999, thread: threadOf(), receipts: [] }),
    pageOf([messageAt(40, { rev: 700 })], { newest: 900, rev: 999 }),
  );
  deliveries.lookAt(THREAD_ID, 40);

  await sync();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked.slice(1)).toEqual([{ viewerId: ana.id, threadId: THREAD_ID, around: 40 }]);
  expect(deliveries.timelineOf(THREAD_ID)).toMatchObject({ rev: 999, newest: 900, messages: [{ seq: 40, rev: 700 }] });
});

test("when a group's history is opened or closed, all that is held of it is read anew", async () => {
  const held = openTimeline(openedWith([messageAt(4), messageAt(5)]));
  const thread = { ...threadOf(participantOf(ana)), history: "all" as const };
  const { deliveries, sync } = rehearseHolding(
    held,
    () => syncedWith([], { kind: "changes", upTo: 6, readableFrom: 1, thread, messages: [], receipts: [] }),
    pageOf([messageAt(1), messageAt(2), messageAt(3), messageAt(4), messageAt(5)], { rev: 6 }),
  );
  for (let push = 0; push < 2; push += 1) deliveries.event({ threadId: THREAD_ID, rev: 6, thread });
  expect(deliveries.timelineOf(THREAD_ID)).toMatchObject({ rev: 5, thread: { history: "join" } });

  await sync();
  await vi.advanceTimersByTimeAsync(0);
  const { messages, rev, early, thread: shown } = deliveries.timelineOf(THREAD_ID)!;
  expect([messages.map(({ seq }) => seq), rev, early, shown.history]).toEqual([[1, 2, 3, 4, 5], 6, [], "all"]);
});

test("a tab tells how many gaps it has met since it was last answered, and how long a draft waits", async () => {
  const questions: unknown[] = [];
  let isHeard = true;
  const emitWithAck = async (
    _: string,
    { gaps, oldestDraftSeconds }: { gaps?: number; oldestDraftSeconds?: number },
  ) => {
    questions.push([gaps, oldestDraftSeconds]);
    return isHeard ? nothingMissed : Promise.reject(new Error("There was no answer."));
  };
  const socket = { connected: true, timeout: () => ({ emitWithAck }) } as unknown as TabSocket;
  let waited = 0;
  const { deliveries } = rehearse(async () => nothingMissed);
  const { sync, fillGap, stop } = createSynchronising(socket, ana.id, deliveries, {
    listMessages: () => Promise.reject(new Error("There is nothing to list.")),
    onSignal: () => () => {},
    reload: () => {},
    openThreadId: () => undefined,
    draftSeconds: () => waited,
  });
  await sync();
  for (let count = 0; count < 3; count += 1) fillGap();
  waited = 70;
  isHeard = false;
  await sync();
  isHeard = true;
  await sync();
  await sync();
  stop();
  expect(questions).toEqual([
    [undefined, undefined],
    [1, 70],
    [1, 70],
    [undefined, 70],
  ]);
});
