import { expect, test } from "vitest";
import type { Fuzzed } from "./run";
import { verdictsOf } from "./verdicts";

const MB = 1024 * 1024;
const plan = { seed: 1, frames: 1_000, bodies: 500 };
const good: Fuzzed = {
  frames: 1_000,
  bodies: 500,
  sockets: 300,
  statuses: { 200: 500 },
  faults: [],
  done: 40,
  complaints: [],
  honest: 9,
  isAlive: true,
  said: [],
  before: { held: 70 * MB, rss: 200 * MB },
  after: { held: 75 * MB, rss: 230 * MB },
  seconds: 9,
};
const broken = (change: Partial<Fuzzed>) =>
  verdictsOf({ ...good, ...change }, plan)
    .filter(({ isGood }) => !isGood)
    .map(({ name }) => name);

test("a run in which all went well is good", () => {
  expect(broken({})).toEqual([]);
});

test("whatever may go wrong breaks the verdict that is about it", () => {
  const changes: [Partial<Fuzzed>, RegExp][] = [
    [{ isAlive: false }, /the process lives/],
    [{ faults: ["500 to POST /t"] }, /fault of the server/],
    [{ said: ["caught by nobody: Error"] }, /nobody expects/],
    [{ after: { held: 130 * MB, rss: 300 * MB } }, /memory/],
    [{ complaints: ["a message was refused"] }, /honest people/],
    [{ frames: 999 }, /something to prove/],
    [{ bodies: 499 }, /something to prove/],
    [{ done: 4 }, /something to prove/],
    [{ sockets: 9 }, /something to prove/],
    [{ honest: 0 }, /something to prove/],
  ];
  for (const [change, name] of changes) expect(broken(change)).toEqual([expect.stringMatching(name)]);
});
