import { log } from "@/lib/log";
import { metrics } from "@/lib/metrics";

/**
 * Why sockets were put out: their person was removed from a thread; their session has ended, and this process was told, or
 * the socket was refused for it; their tab asked more than a tab does.
 */
type Cause = "removed" | "session-ended" | "signed-out" | "flooding";

export function noteEvictions(cause: Cause, count: number, threadId?: string): void {
  if (count === 0) return;
  metrics().evictions.inc({ cause }, count);
  log.info("evicted", { cause, count, ...(threadId && { threadId }) });
}
