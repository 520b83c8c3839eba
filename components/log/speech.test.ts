import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createSpeech } from "./speech";

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

/** What is said, and at which millisecond, when these are heard. */
function rehearse(heard: [at: number, ...sentences: string[]][]) {
  vi.setSystemTime(0);
  const said: [number, ...string[]][] = [];
  const { hear } = createSpeech((sentences) => said.push([Date.now(), ...sentences]));
  for (const [at, ...sentences] of heard) setTimeout(() => hear(sentences), at);
  vi.advanceTimersByTime(60_000);
  return said;
}

test("each message is said", () => {
  expect(rehearse([[0, "Ben: Noodles?"]])).toEqual([[300, "Ben: Noodles?"]]);
  expect(
    rehearse([
      [0, "Ben: Noodles?"],
      [200, "Ben: At seven"],
      [2500, "Cleo: Fine"],
    ]),
  ).toEqual([
    [500, "Ben: Noodles?", "Ben: At seven"],
    [2800, "Cleo: Fine"],
  ]);
});

test("of more than three within two seconds it is said how many there are", () => {
  expect(rehearse([[0, "1", "2", "3", "4", "5"]])).toEqual([[2000, "5 new messages"]]);
  const stream = Array.from({ length: 12 }, (_, place): [number, string] => [place * 500, `${place + 1}`]);
  expect(rehearse(stream)).toEqual([
    [300, "1"],
    [800, "2"],
    [1300, "3"],
    [3500, "5 new messages"],
    [6000, "4 new messages"],
  ]);
});

test("the last of a burst is said when it is the only one", () => {
  expect(
    rehearse([
      [0, "1"],
      [500, "2"],
      [1000, "3"],
      [1500, "4"],
    ]).at(-1),
  ).toEqual([3500, "4"]);
});
