import { Refusal } from "@/lib/refusal";

/**
 * Work that keeps a processor busy is done one at a time, or so many at once, and a few may wait; whoever comes then is
 * told to try again, rather than that everybody waits.
 */
export function createQueue(most: number, atOnce = 1) {
  let present = 0;
  let busy = 0;
  const waiting: (() => void)[] = [];

  return async function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    if (present >= most) throw new Refusal("unavailable");
    present += 1;
    try {
      // Whoever leaves hands on the place.
      if (busy >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
      else busy += 1;
      return await work();
    } finally {
      present -= 1;
      const next = waiting.shift();
      if (next) next();
      else busy -= 1;
    }
  };
}
