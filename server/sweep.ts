import { blocksMadeWithin } from "@/lib/blocks";
import { log, logFault } from "@/lib/log";
import { metrics } from "@/lib/metrics";
import { sessionsEndedWithin } from "@/lib/sessions";
import { threadsChangedWithin } from "@/lib/sync";
import type { Rooms } from "./rooms";

const EVERY_MS = 2_000;
/** Longer than a node may be late with its sweep, and short enough to be cheap. */
const BACK_SECONDS = 15;

/**
 * Looks for what was committed but never announced here: by a process that died in between, or over a bus that lost the
 * word. The answer ends it.
 */
export function startSweep(rooms: Rooms): () => void {
  const sweep = createSweep(rooms);
  let timer: ReturnType<typeof setTimeout>;
  let isEnded = false;

  async function repeat(): Promise<void> {
    await sweep().catch((error) => logFault("sweep", error));
    if (!isEnded) timer = setTimeout(repeat, EVERY_MS);
  }

  timer = setTimeout(repeat, EVERY_MS);
  return () => {
    isEnded = true;
    clearTimeout(timer);
  };
}

/** One look after the other. What was lost is counted by the look after the one that found it: until then it may be late. */
export function createSweep(rooms: Rooms): () => Promise<void> {
  /** The newest change of each thread as of the last look. */
  let known = new Map<string, number>();
  let [last, lastButOne] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];

  return async function sweep() {
    noteLost(rooms.unheard.settle());
    const now = performance.now();
    const changes = await threadsChangedWithin(BACK_SECONDS);
    for (const change of changes) {
      const isNew = known.get(change.threadId) !== change.rev;
      // What the last look did not find yet was made after the one before it.
      await rooms.tellHead(change, isNew ? lastButOne : undefined);
    }
    known = new Map(changes.map(({ threadId, rev }) => [threadId, rev]));
    [last, lastButOne] = [now, last];

    for (const block of await blocksMadeWithin(BACK_SECONDS)) await rooms.tellBlock(block);
    for (const sessionId of await sessionsEndedWithin(BACK_SECONDS)) noteLost(Math.min(1, rooms.endSession(sessionId)));
  };
}

function noteLost(count: number): void {
  if (count === 0) return;
  metrics().sweepFound.inc(count);
  log.warn("found by the sweep", { count });
}
