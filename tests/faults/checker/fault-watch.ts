import type { Happening } from "../history";

/** Somebody lost access: when that was asked of the server, and when it said so. In milliseconds since the run began. */
export type Loss = { asked: number; at: number };

/** How long what was on its way may still arrive. */
const LIMIT_MS = 1_000;
/** The same after a fault: the sweep finds what the bus has lost. */
const LIMIT_AFTER_FAULT_MS = 5_000;
/** A fault that was mended this long before still counts: what it broke may not be whole yet. */
const AFTERMATH_MS = 2_000;

/** Follows a history from fault to fault. */
export function createFaultWatch() {
  const open = new Map<string, number>();
  let lastMended = Number.NEGATIVE_INFINITY;

  return {
    note(happening: Happening): void {
      if (happening.kind !== "fault" && happening.kind !== "mended") return;
      const left = (open.get(happening.name) ?? 0) + (happening.kind === "fault" ? 1 : -1);
      if (left > 0) open.set(happening.name, left);
      else open.delete(happening.name);
      if (happening.kind === "mended") lastMended = happening.at;
    },
    /** The faults that are not mended yet. */
    open: () => [...open.keys()],
    /** Whether something that reaches a person now comes too long after they have lost access to it. */
    isTooLate(now: number, { asked, at }: Loss): boolean {
      if (open.size > 0) return false;
      if (lastMended < asked - AFTERMATH_MS) return now > at + LIMIT_MS;
      return now > Math.max(at, lastMended) + LIMIT_AFTER_FAULT_MS;
    },
  };
}
