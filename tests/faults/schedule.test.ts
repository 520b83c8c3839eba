import { expect, test } from "vitest";
import { FAULTS, type FaultName } from "./faults";
import { scheduleOf } from "./schedule";

const faults = Object.keys(FAULTS) as FaultName[];

test("the same seed gives the same schedule, and another seed another one", () => {
  const schedules = [1, 1, 2].map((seed) => scheduleOf(seed, faults, 60_000));
  expect(schedules[1]).toEqual(schedules[0]);
  expect(schedules[2]).not.toEqual(schedules[0]);
});

test("each kind of fault has its turn before one comes again, and none begins after the end", () => {
  const schedule = scheduleOf(7, faults, 600_000);
  for (let first = 0; first + faults.length <= schedule.length; first += faults.length) {
    const turn = schedule.slice(first, first + faults.length).map(({ fault }) => fault);
    expect(new Set(turn)).toEqual(new Set(faults));
  }
  expect(schedule.length).toBeGreaterThan(2 * faults.length);
  expect(Math.max(...schedule.map(({ at }) => at))).toBeLessThan(600_000);
});
