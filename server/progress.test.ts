import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Progress } from "@/lib/read-positions";
import { createProgressWrites } from "./progress";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ana = { id: "ana" };
const displayed = (seq: number, version = 0): Progress => ({ displayed: { seq, version }, received: 0 });
const received = (seq: number): Progress => ({ displayed: null, received: seq });

function rehearse(write?: () => Promise<null>) {
  const written: [person: string, thread: string, Progress][] = [];
  const writes = createProgressWrites((person, threadId, progress) => {
    written.push([person.id, threadId, progress]);
    return write?.() ?? Promise.resolve(null);
  });
  return { ...writes, written };
}

test("the first word is written at once; what comes within a second of it is one write, with the furthest of it all", async () => {
  const { note, written } = rehearse();
  await note(ana, "thread", displayed(1));
  expect(written).toEqual([["ana", "thread", displayed(1)]]);

  const answers = [displayed(2), displayed(5), displayed(4), received(7), received(6)].map((progress) =>
    note(ana, "thread", progress),
  );
  await vi.advanceTimersByTimeAsync(999);
  expect(written).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  await Promise.all(answers);
  expect(written.slice(1)).toEqual([["ana", "thread", { displayed: { seq: 5, version: 0 }, received: 7 }]]);
});

test("of two versions of the position the later counts, however far the earlier one went", async () => {
  const { note, flush, written } = rehearse();
  void note(ana, "thread", received(1));
  void note(ana, "thread", displayed(9, 1));
  void note(ana, "thread", displayed(3, 2));
  void note(ana, "thread", displayed(8, 1));
  await flush();
  expect(written.at(-1)?.[2]).toEqual({ displayed: { seq: 3, version: 2 }, received: 0 });
});

test("a thread and a person do not wait for others", async () => {
  const { note, written } = rehearse();
  await Promise.all([
    note(ana, "one", received(1)),
    note(ana, "two", received(1)),
    note({ id: "ben" }, "one", received(1)),
  ]);
  expect(written).toHaveLength(3);
});

test("when somebody goes, or the process stops, what waits is written at once, after what is being written", async () => {
  const finish: (() => void)[] = [];
  const { note, flush, written } = rehearse(() => new Promise((resolve) => finish.push(() => resolve(null))));
  const told = () => written.map(([person, , { received }]) => `${person} ${received}`);
  for (const seq of [1, 2]) for (const person of [ana, { id: "ben" }]) void note(person, "thread", received(seq));
  await vi.advanceTimersByTimeAsync(0);
  const flushed = flush("ana");
  await vi.advanceTimersByTimeAsync(0);
  expect(told()).toEqual(["ana 1", "ben 1"]);
  finish[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(told()).toEqual(["ana 1", "ben 1", "ana 2"]);
  finish[2]?.();
  await flushed;
});

test("a write that fails is told to those who wait for it, and the next one is tried all the same", async () => {
  let fails = true;
  const { note } = rehearse(async () => {
    if (fails) throw new Error("The database is away.");
    return null;
  });
  await expect(note(ana, "thread", received(1))).rejects.toThrow("away");
  fails = false;
  const next = note(ana, "thread", received(2));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await next).toBeNull();
});

test("with nothing left to write, nothing goes on", async () => {
  const { note } = rehearse();
  await note(ana, "thread", received(1));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(vi.getTimerCount()).toBe(0);
});
