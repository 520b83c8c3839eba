import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "../random";

const RETRY_MS = 200;

/** When people do what they do. Times are in milliseconds. */
export function createPace(random: Random) {
  const quiet = new AbortController();
  setMaxListeners(0, quiet.signal);
  const loops: Promise<void>[] = [];

  async function goesOnAfter(milliseconds: number): Promise<boolean> {
    await sleep(milliseconds, null, { signal: quiet.signal }).catch(() => {});
    return !quiet.signal.aborted;
  }

  async function repeat(pace: number, act: () => Promise<unknown>): Promise<void> {
    while (await goesOnAfter(-Math.log(1 - random.next()) * pace)) await act().catch(() => {});
  }

  return {
    /** Does it again and again, at irregular times; what fails is tried again at the next one. */
    again(pace: number, act: () => Promise<unknown>): void {
      loops.push(repeat(pace, act));
    },
    /** The same, and tried from the beginning until it is done for the first time: so it happens in each run. */
    againAtOnce(pace: number, act: () => Promise<boolean>): void {
      async function begin(): Promise<void> {
        while (!(await act().catch(() => false))) if (!(await goesOnAfter(RETRY_MS))) return;
        await repeat(pace, act);
      }
      loops.push(begin());
    },
    once(after: number, act: () => Promise<void>): void {
      loops.push(goesOnAfter(after).then((goesOn) => (goesOn ? act() : undefined)));
    },
    /** Nobody begins anything any more. */
    async fallQuiet(): Promise<void> {
      quiet.abort();
      await Promise.all(loops);
    },
  };
}
