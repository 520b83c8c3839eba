import { log } from "@/lib/log";
import { metrics } from "@/lib/metrics";

type Sent = { result: string; isNew: boolean | null };

/** Begins to measure a call that sends drafts into a thread; the answer says what became of each. */
export function measureSend(threadId: string, count: number): (rows: Sent[] | "refused" | "failed") => void {
  const began = performance.now();

  return (rows) => {
    const ms = performance.now() - began;
    const sent = typeof rows === "string" ? [] : rows.filter(({ result }) => result === "sent");
    const fresh = sent.filter(({ isNew }) => isNew).length;
    const duplicate = sent.length - fresh;
    const result = typeof rows === "string" ? rows : resultOf(fresh, duplicate);
    metrics().sendSeconds.observe({ result }, ms / 1_000);
    metrics().duplicateSends.inc(duplicate);
    log.info("sent", { threadId, count, new: fresh, duplicate, ms: Math.round(ms), code: result });
  };
}

function resultOf(fresh: number, duplicate: number): "sent" | "duplicate" | "refused" {
  if (fresh > 0) return "sent";
  return duplicate > 0 ? "duplicate" : "refused";
}
