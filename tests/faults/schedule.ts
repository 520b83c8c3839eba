import type { FaultName } from "./faults";
import { randomFrom } from "./random";

/** When what happens, in milliseconds since the run began, and for about how long. */
export type Planned = { at: number; fault: FaultName; duration: number };

const FIRST_MS = 3_000;
const PAUSE_MS = { least: 500, most: 5_000 };
const DURATION_MS = { least: 500, most: 7_000 };

/** Faults one after the other and sometimes two at a time, the same for the same seed; each kind before one comes again. */
export function scheduleOf(seed: number, faults: FaultName[], until: number): Planned[] {
  const random = randomFrom(seed);
  const planned: Planned[] = [];
  let left: FaultName[] = [];

  for (let at = FIRST_MS; at < until; at += random.between(PAUSE_MS.least, PAUSE_MS.most)) {
    if (left.length === 0) left = [...faults];
    const fault = random.pick(left);
    left = left.filter((name) => name !== fault);
    planned.push({ at, fault, duration: random.between(DURATION_MS.least, DURATION_MS.most) });
  }
  return planned;
}
