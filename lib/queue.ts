import { Refusal } from "@/lib/refusal";

/**
 * Work that keeps a processor busy is done one at a time, and a few may wait; whoever comes then is told to try again,
 * rather than that everybody waits.
 */
export function createQueue(most: number) {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  return async function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    if (waiting >= most) throw new Refusal("unavailable");
    waiting += 1;
    const turn = last.then(work, work);
    last = turn;
    return turn.finally(() => {
      waiting -= 1;
    });
  };
}
