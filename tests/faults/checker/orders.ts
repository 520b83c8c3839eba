import { REFUSALS } from "@/lib/wire/outcome";
import type { History } from "../history";
import type { Breaches } from "./breaches";
import type { Evidence } from "./evidence";

/** Faults of the server in a row after which the outbox hands a draft back to its writer, and the next ones go first. */
const FAULTS = 3;

/** I7 and I8: the order of seqs, against the order of writing and of answering. */
export function checkOrders(evidence: Evidence, breaches: Breaches): void {
  checkWriting(evidence, breaches);
  checkAnswering(evidence, breaches);
}

/** I7: what one person writes on one device into one thread keeps its order. */
function checkWriting({ run, written, stored }: Evidence, breaches: Breaches): void {
  const handedBack = idsHandedBack(run.history);
  const newest = new Map<string, { seq: number; id: string }>();

  for (const { id, device, person, thread } of written.values()) {
    const seq = stored.get(id)?.message.seq;
    if (seq === undefined || handedBack.has(id)) continue;
    const outbox = `${device} ${person} ${thread}`;
    const before = newest.get(outbox);
    if (before && seq < before.seq) {
      const what = `Thread ${thread}, device ${device}: message ${seq} (${id}) of ${person} was written after`;
      breaches.add("I7", `${what} message ${before.seq} (${before.id}).`, { reordered: 1 });
    } else newest.set(outbox, { seq, id });
  }
}

/** I8: what is first sent when another one has been answered comes after it. */
function checkAnswering({ run, stored }: Evidence, breaches: Breaches): void {
  const called = new Set<string>();
  const answered = new Map<string, { seq: number; id: string }>();

  for (const happening of run.history) {
    if (happening.kind === "acknowledged") {
      const { thread, seq, id } = happening;
      if (seq > (answered.get(thread)?.seq ?? 0)) answered.set(thread, { seq, id });
    } else if (happening.kind === "called") {
      for (const id of happening.ids) {
        if (called.has(id)) continue;
        called.add(id);
        const held = stored.get(id);
        const before = held && answered.get(held.thread);
        if (!before || held.message.seq > before.seq) continue;
        const what = `Thread ${held.thread}: message ${held.message.seq} (${id}) was sent by tab ${happening.tab} after`;
        breaches.add("I8", `${what} message ${before.seq} (${before.id}) was answered.`, { reordered: 1 });
      }
    }
  }
}

/** Drafts that were at any time "Not sent": whoever sends them again sends them anew, in another place. */
function idsHandedBack(history: History): Set<string> {
  const handedBack = new Set<string>();
  const faults = new Map<string, number>();
  for (const happening of history) {
    if (happening.kind !== "refused") continue;
    const { id, code } = happening;
    if (code === "unexpected") faults.set(id, (faults.get(id) ?? 0) + 1);
    if (REFUSALS[code] === "terminal" || (faults.get(id) ?? 0) >= FAULTS) handedBack.add(id);
  }
  return handedBack;
}
