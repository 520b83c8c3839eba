import { processWide } from "@/db/process-wide";
import { type LimitName, refusalOf } from "@/lib/limits";
import { countRateLimited } from "@/lib/metrics";
import { Refusal } from "@/lib/refusal";

/**
 * Of the points that were wanted so many are within the limit, which is `most`; for the others there is `wait`, in
 * milliseconds.
 */
type Taken = { taken: number; most: number; wait: number };

/** Counts what is done (server/limiter.ts). `key` says by whom: an id, an address, a name. */
export type Limiter = {
  take: (name: LimitName, key: string, points: number) => Promise<Taken>;
  giveBack: (name: LimitName, key: string, points: number) => Promise<void>;
};

const shared = processWide<Limiter | null>("limiter");

/** What has none, such as the command line, counts nothing. */
export const setLimiter = shared.set;

/**
 * Refuses what is over the limit; what was refused does not count. What is larger than the whole limit, as a file may be
 * where that was set very low, is taken when there is nothing else.
 */
export async function requireWithin(name: LimitName, key: string, points = 1): Promise<void> {
  const limiter = shared.peek();
  if (!limiter) return;
  const { taken, most, wait } = await limiter.take(name, key, points);
  if (taken === Math.min(points, most)) return;
  if (taken > 0) await limiter.giveBack(name, key, taken);
  throw refusalFor(name, wait);
}

/** As many of the points as are within the limit, and the refusal of the others. */
export async function takeWithin(
  name: LimitName,
  key: string,
  points: number,
): Promise<{ taken: number; refusal: Refusal | null }> {
  const limiter = shared.peek();
  if (!limiter) return { taken: points, refusal: null };
  const { taken, wait } = await limiter.take(name, key, points);
  return { taken, refusal: taken < points ? refusalFor(name, wait) : null };
}

/** As if it had not been done: a sign-in that went well does not count. */
export async function giveBack(name: LimitName, key: string): Promise<void> {
  await shared.peek()?.giveBack(name, key, 1);
}

function refusalFor(name: LimitName, wait: number): Refusal {
  countRateLimited(name);
  return new Refusal(refusalOf(name), Math.max(1, Math.ceil(wait / 1000)));
}
