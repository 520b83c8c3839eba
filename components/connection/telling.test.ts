import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Outcome } from "@/lib/wire/outcome";
import { createTelling } from "./telling";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const THREADS = Array.from({ length: 60 }, (_, place) => `thread ${place}`);

/** Somebody who comes back has something to say about sixty threads; the answers are the test's. */
function rehearse() {
  const open = new Map<string, (outcome: Outcome<null> | null) => void>();
  const asked: string[] = [];
  const telling = createTelling<number, null>((threadId) => {
    asked.push(threadId);
    return new Promise((resolve) => open.set(threadId, resolve));
  });
  for (const threadId of THREADS) void telling.say(threadId, 1);
  return {
    ...{ telling, open, asked },
    async answer(outcome: Outcome<null> | null) {
      const answered = [...open.values()];
      open.clear();
      for (const resolve of answered) resolve(outcome);
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

test("about many threads it asks a few questions at a time, and everything is said once", async () => {
  const { telling, open, asked, answer } = rehearse();
  telling.repeat();
  while (open.size > 0) {
    expect(open.size).toBeLessThanOrEqual(8);
    await answer({ ok: true, value: null });
  }
  expect(asked).toEqual(THREADS);
});

test("what finds no answer lets the others go first", async () => {
  const { asked, answer } = rehearse();
  await answer(null);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked.slice(8)).toEqual(THREADS.slice(8, 16));
});
