import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Outbox } from "@/components/outbox/outbox";
import { openList } from "@/components/threads/listed-threads";
import type { Outcome } from "@/lib/wire/outcome";
import type { DisplayedThread, ReadPosition, ReceivedThread } from "@/lib/wire/read-positions";
import type { ThreadSummary } from "@/lib/wire/threads";
import { ana, aSummary, ben, messageAt, THREAD_ID } from "@/tests/stage/props";
import { createDeliveries, LIST_KEY } from "./deliveries";
import { createPositions } from "./positions";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const positionAt = (seq: number, version = 0, unread = 0): ReadPosition => ({
  ...{ threadId: THREAD_ID, seq, version },
  ...{ unread, mentions: 0, rev: 5 },
});

/** Ben has said five things, of which Ana has read none. The answers are the test's; without one nothing is answered. */
function rehearse(given: Partial<ThreadSummary> = {}) {
  const line = aSummary({ lastSeq: 5, rev: 5, unread: 5, lastReadSeq: 0, readVersion: 0, ...given });
  const client = new QueryClient();
  client.setQueryData(LIST_KEY, openList({ threads: [line], nextBefore: null, unreadBelow: [] }));
  const deliveries = createDeliveries(client, { drafts: () => [] } as unknown as Outbox, ana.id, {
    onGap() {},
    showTheme() {},
  });
  const told: [DisplayedThread | ReceivedThread, (outcome: Outcome<ReadPosition> | null) => void][] = [];
  const ask = (question: DisplayedThread | ReceivedThread) =>
    new Promise<Outcome<ReadPosition> | null>((resolve) => told.push([question, resolve]));
  const received = vi.fn(async () => ({ ok: true as const, value: null }));
  const positions = createPositions(client, ana.id, deliveries, { displayed: ask, received });
  return {
    ...{ positions, deliveries, line, received },
    lineNow: () => deliveries.listed()[0],
    said: () => told.map(([question]) => question),
    async answer(outcome: Outcome<ReadPosition> | null) {
      told.at(-1)?.[1](outcome);
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

test("displaying the end shows nothing unread at once, and what is displayed meanwhile is told after the answer", async () => {
  const { positions, said, answer, lineNow } = rehearse();
  void positions.displayed(THREAD_ID, 3);
  void positions.displayed(THREAD_ID, 4);
  void positions.displayed(THREAD_ID, 5);
  void positions.displayed(THREAD_ID, 5);
  expect(lineNow()).toMatchObject({ unread: 0, lastReadSeq: 5 });
  expect(said()).toEqual([{ threadId: THREAD_ID, seq: 3, version: 0 }]);

  await answer({ ok: true, value: positionAt(3, 0, 2) });
  expect(lineNow()).toMatchObject({ unread: 0, lastReadSeq: 5 });
  expect(said().slice(1)).toEqual([{ threadId: THREAD_ID, seq: 5, version: 0 }]);
  await answer({ ok: true, value: positionAt(5) });
  expect(said()).toHaveLength(2);
});

test("what was never confirmed is told again: when the connection is back, and by and by", async () => {
  const { positions, said, answer } = rehearse();
  void positions.displayed(THREAD_ID, 5);
  await answer(null);
  positions.repeat();
  expect(said()).toHaveLength(2);
  await answer({ ok: false, code: "unavailable" });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(said()).toHaveLength(3);
  expect(new Set(said().map((question) => JSON.stringify(question))).size).toBe(1);

  await answer({ ok: true, value: positionAt(5) });
  positions.repeat();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(said()).toHaveLength(3);
});

test("somebody who is no longer in the thread says it once", async () => {
  const { positions, said, answer } = rehearse();
  void positions.displayed(THREAD_ID, 5);
  await answer({ ok: false, code: "not-a-participant" });
  positions.repeat();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(said()).toHaveLength(1);
});

test("after a mark as unread, here or elsewhere, an open thread keeps still until the person leaves it and comes back", () => {
  const { positions, said, line, lineNow } = rehearse({ lastReadSeq: 5, unread: 0 });
  const leave = positions.open(line);
  positions.hear([positionAt(1, 1, 4)]);
  void positions.displayed(THREAD_ID, 5);
  expect([said(), lineNow()?.unread]).toEqual([[], 4]);

  leave();
  positions.open(line);
  void positions.displayed(THREAD_ID, 5);
  expect([said(), lineNow()?.unread]).toEqual([[{ threadId: THREAD_ID, seq: 5, version: 1 }], 0]);
});

test("whoever writes in a thread goes on reading it", () => {
  const { positions, said, line } = rehearse({ lastReadSeq: 5, unread: 0 });
  positions.open(line);
  positions.hear([positionAt(1, 1, 4)]);
  positions.resume(THREAD_ID);
  void positions.displayed(THREAD_ID, 5);
  expect(said()).toHaveLength(1);
});

test("what came from the other in a direct thread is told once; what one said, and groups, not at all", async () => {
  const fromBen = rehearse();
  const stop = fromBen.positions.start();
  fromBen.deliveries.message(messageAt(6, { author: ana }));
  fromBen.deliveries.message(messageAt(7));
  await vi.advanceTimersByTimeAsync(0);
  expect(fromBen.received.mock.calls).toEqual([[{ threadId: THREAD_ID, seq: 5 }], [{ threadId: THREAD_ID, seq: 7 }]]);
  stop();

  const group = rehearse({ kind: "group", counterpart: null });
  group.positions.start()();
  const read = rehearse({ lastReadSeq: 5, counterpart: ben });
  read.positions.start()();
  expect([group.received.mock.calls, read.received.mock.calls]).toEqual([[], []]);
});
