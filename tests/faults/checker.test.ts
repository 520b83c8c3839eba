import fc from "fast-check";
import { expect, test } from "vitest";
import { check, figuresOf } from "./checker";
import { createFaultWatch } from "./checker/fault-watch";
import { timeGapRepairs, timeResumes } from "./checker/figures";
import { ofAccess } from "./checker/mutations/of-access";
import { ofEnds } from "./checker/mutations/of-ends";
import { ofLists } from "./checker/mutations/of-lists";
import { ofLooks } from "./checker/mutations/of-looks";
import { ofMessages } from "./checker/mutations/of-messages";
import { ofOpenings } from "./checker/mutations/of-openings";
import { ofOrders } from "./checker/mutations/of-orders";
import { ofViews } from "./checker/mutations/of-views";
import { inventRun } from "./checker/sample/run";

const seeds = fc.integer({ min: 0, max: 2 ** 31 });

test("a run as it should be has no breach, and nothing in it is lost, doubled, reordered or leaked", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const run = inventRun(seed);
      expect(check(run)).toEqual([]);
      expect(figuresOf(run)).toMatchObject({ lost: 0, doubled: 0, reordered: 0, leaked: 0 });
    }),
    { numRuns: 100 },
  );
});

for (const { name, breaks, placesIn } of [
  ...ofMessages,
  ...ofOrders,
  ...ofViews,
  ...ofEnds,
  ...ofLooks,
  ...ofAccess,
  ...ofOpenings,
  ...ofLists,
]) {
  test(`${breaks} is broken when ${name}`, () => {
    let places = 0;
    fc.assert(
      fc.property(seeds, fc.nat(), (seed, choice) => {
        const run = inventRun(seed);
        const spoils = placesIn(run);
        places += spoils.length;
        spoils[choice % spoils.length]?.();
        if (spoils.length > 0) expect(check(run).map(({ invariant }) => invariant)).toContain(breaks);
      }),
      { numRuns: 15 },
    );
    expect(places).toBeGreaterThan(0);
  });
}

test("what is lost, doubled, reordered and leaked is counted, and only the first breaches of a kind are told", () => {
  const run = inventRun(1, 300);
  run.history = run.history.filter(({ kind }) => kind !== "written");
  for (const thread of run.threads) thread.messages = thread.messages.filter(({ event }) => event);

  const { lost, acknowledged } = figuresOf(run);
  expect(lost).toBe(acknowledged);
  const told = check(run).filter(({ invariant }) => invariant === "I1");
  expect(told).toHaveLength(21);
  expect(told.at(-1)?.what).toBe(`And ${acknowledged - 20} more of the kind.`);
});

test("a gap is repaired in the time from when the tab knew of it, or was connected again, to when it had everything", () => {
  const of = { tab: "a tab", thread: "a thread" };
  const repairs = timeGapRepairs([
    { at: 0, kind: "gap", ...of },
    { at: 40, kind: "repaired", ...of },
    { at: 100, kind: "gap", ...of },
    { at: 200, kind: "disconnected", tab: of.tab },
    { at: 1_000, kind: "connected", tab: of.tab },
    { at: 1_020, kind: "repaired", ...of },
    { at: 2_000, kind: "gap", ...of },
    { at: 3_000, kind: "gap", ...of },
    { at: 3_060, kind: "repaired", ...of },
    { at: 4_000, kind: "gap", ...of },
  ]);
  expect(repairs).toEqual({ count: 3, p50: 40, p99: 60, max: 60 });
});

test("sends resume with the first that is acknowledged after PostgreSQL is back", () => {
  const acknowledged = { kind: "acknowledged", tab: "a tab", thread: "a thread", seq: 1 } as const;
  const resumes = timeResumes([
    { at: 0, ...acknowledged, id: "before" },
    { at: 10, kind: "mended", name: "PostgreSQL crashed" },
    { at: 20, kind: "mended", name: "network slow" },
    { at: 50, ...acknowledged, id: "after" },
    { at: 60, ...acknowledged, id: "later" },
  ]);
  expect(resumes).toEqual({ count: 1, p50: 40, p99: 40, max: 40 });
});

test("what comes late is excused by a fault only while it is open and for a while afterwards", () => {
  const loss = { asked: 10_000, at: 10_100 };
  const calm = createFaultWatch();
  expect([11_100, 11_101].map((now) => calm.isTooLate(now, loss))).toEqual([false, true]);

  const faults = createFaultWatch();
  faults.note({ at: 9_000, kind: "fault", name: "the bus is cut" });
  expect(faults.isTooLate(60_000, loss)).toBe(false);
  faults.note({ at: 20_000, kind: "mended", name: "the bus is cut" });
  expect([25_000, 25_001].map((now) => faults.isTooLate(now, loss))).toEqual([false, true]);
  expect(faults.isTooLate(24_000, { asked: 22_500, at: 22_600 })).toBe(true);
});
