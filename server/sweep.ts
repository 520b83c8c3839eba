import { blocksMadeWithin } from "@/lib/blocks";
import { logFault } from "@/lib/log";
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
  let timer: ReturnType<typeof setTimeout>;
  let isEnded = false;

  async function sweep(): Promise<void> {
    try {
      for (const change of await threadsChangedWithin(BACK_SECONDS)) await rooms.tellHead(change);
      for (const block of await blocksMadeWithin(BACK_SECONDS)) await rooms.tellBlock(block);
      for (const sessionId of await sessionsEndedWithin(BACK_SECONDS))
        await rooms.deliver({ type: "session:ended", sessionId });
    } catch (error) {
      logFault("sweep", error);
    }
    if (!isEnded) timer = setTimeout(sweep, EVERY_MS);
  }

  timer = setTimeout(sweep, EVERY_MS);
  return () => {
    isEnded = true;
    clearTimeout(timer);
  };
}
