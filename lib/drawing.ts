import { processWide } from "@/db/process-wide";
import { createQueue } from "@/lib/queue";
import { Refusal } from "@/lib/refusal";
import type { RefusalCode } from "@/lib/wire/outcome";

const MOST_WAITING = 20;

const shared = processWide<ReturnType<typeof createQueue>>("drawing");

/**
 * One drawing at a time in the whole process, whatever is drawn: each takes a processor and up to 200 MB. What cannot be
 * drawn, or not soon, is refused as `unusable`: nothing else may fail in there, such as writing to a disk.
 */
export function drawInTurn<Value>(work: () => Promise<Value>, unusable: RefusalCode): Promise<Value> {
  const inTurn = shared.peek() ?? createQueue(MOST_WAITING);
  shared.set(inTurn);
  return inTurn(() => work().catch(() => Promise.reject(new Refusal(unusable))));
}
