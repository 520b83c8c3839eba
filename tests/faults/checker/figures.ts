import type { History, Way } from "../history";
import type { Harm } from "./breaches";
import type { Settled } from "./ends";
import type { Evidence } from "./evidence";
import { type Times, timesOf } from "./times";

/** Times are in milliseconds. */
export type Figures = Harm & {
  /** Messages that somebody wrote, that were answered with their place, and that people wrote and the database has. */
  written: number;
  acknowledged: number;
  stored: number;
  /** Deliveries: the pairs of a tab and a message that it ever showed. */
  shown: number;
  received: Record<Way, number>;
  /** From a tab's learning that changes of a thread are missing to its having them. */
  gapRepairs: Times;
  /**
   * From a message's first acknowledgement to its being shown on each other tab: only on those that were connected all
   * the while and showed the thread before. What was shown before it was acknowledged took no time.
   */
  deliveries: Times;
  settled: Settled;
  /** From the end of a fault of PostgreSQL until the first send was acknowledged. */
  resumes: Times;
  /** How often each fault began. */
  faults: Record<string, number>;
};

export function countHappenings({ run, written, acknowledged }: Evidence) {
  const received: Record<Way, number> = { push: 0, answer: 0, "catch-up": 0, page: 0, list: 0 };
  const faults: Record<string, number> = {};
  for (const happening of run.history) {
    if (happening.kind === "received") received[happening.by] += 1;
    else if (happening.kind === "fault") faults[happening.name] = (faults[happening.name] ?? 0) + 1;
  }
  let stored = 0;
  for (const { messages } of run.threads) for (const { event } of messages) if (event === null) stored += 1;
  return { written: written.size, acknowledged: acknowledged.size, stored, received, faults };
}

/** A gap whose tab is closed before it is repaired counts for nothing, and time without a connection does not count. */
export function timeGapRepairs(history: History): Times {
  const began = new Map<string, Map<string, number>>();
  const took: number[] = [];
  for (const happening of history) {
    if (happening.kind === "connected") {
      const gaps = began.get(happening.tab) ?? new Map();
      for (const thread of gaps.keys()) gaps.set(thread, happening.at);
    } else if (happening.kind === "gap") {
      // One that is told again without a repair in between was given up: its person was removed from the thread.
      const gaps = began.get(happening.tab) ?? new Map<string, number>();
      began.set(happening.tab, gaps.set(happening.thread, happening.at));
    } else if (happening.kind === "repaired") {
      const since = began.get(happening.tab)?.get(happening.thread);
      began.get(happening.tab)?.delete(happening.thread);
      if (since !== undefined) took.push(happening.at - since);
    }
  }
  return timesOf(took);
}

export function timeResumes(history: History): Times {
  let mended: number[] = [];
  const took: number[] = [];
  for (const happening of history) {
    if (happening.kind === "mended" && happening.name.startsWith("PostgreSQL")) mended.push(happening.at);
    if (happening.kind !== "acknowledged") continue;
    for (const at of mended) took.push(happening.at - at);
    mended = [];
  }
  return timesOf(took);
}
