import type { Happening, Shown, StoredThread } from "../history";
import type { Breaches } from "./breaches";
import type { Evidence, HappeningOf } from "./evidence";
import { stayAt } from "./stays";

/** I1, I2 and I4: what the database holds, against what was written, answered and told. */
export function checkStored(evidence: Evidence, breaches: Breaches): void {
  for (const thread of evidence.run.threads) {
    checkNumbers(thread, evidence.deleted, breaches);
    checkOrigins(thread, evidence, breaches);
  }
  for (const happening of evidence.run.history) {
    if (happening.kind === "acknowledged") checkAcknowledged(happening, evidence, breaches);
    else if (happening.kind === "received") checkTold(happening, happening, evidence, breaches);
    else if (happening.kind === "shown") {
      for (const shown of happening.added) checkTold(happening, shown, evidence, breaches);
    }
  }
}

/** I4: seqs are 1 … lastSeq; revs are at most lastRev, and unique but for those of a deletion. */
function checkNumbers(
  { id, lastSeq, lastRev, messages }: StoredThread,
  deleted: Set<string>,
  breaches: Breaches,
): void {
  const revs = new Map<number, string[]>();
  for (const [place, { seq, rev, names }] of messages.entries()) {
    const what = `Thread ${id}: message ${seq} with rev ${rev}`;
    if (seq !== place + 1) breaches.add("I4", `${what} stands at place ${place + 1}.`);
    // The deletion of an account changes all messages of a stretch that name its person at once.
    const sharing = (revs.get(rev) ?? names).filter((name) => deleted.has(name) && names.includes(name));
    if (revs.has(rev) && sharing.length === 0) breaches.add("I4", `${what} is not the only one with that rev.`);
    if (rev > lastRev) breaches.add("I4", `${what} is ahead of the thread's last rev, ${lastRev}.`);
    revs.set(rev, sharing);
  }
  if (messages.length !== lastSeq) {
    breaches.add("I4", `Thread ${id} holds ${messages.length} messages, and its last seq is ${lastSeq}.`);
  }
}

/** I1 and I2: each message is there once, and somebody who was in the thread wrote it. */
function checkOrigins({ id: thread, messages }: StoredThread, evidence: Evidence, breaches: Breaches): void {
  for (const message of messages) {
    const what = `Message ${message.seq} (${message.id}) of thread ${thread}`;
    const first = evidence.stored.get(message.id);
    if (first && first.message !== message) {
      breaches.add("I1", `${what} is also message ${first.message.seq} of thread ${first.thread}.`, { doubled: 1 });
    }
    if (message.event) continue;

    const written = evidence.written.get(message.id);
    if (!written) breaches.add("I2", `${what} was written by nobody.`);
    else if (written.person !== message.author || written.thread !== thread) {
      breaches.add("I2", `${what} by ${message.author} was written by ${written.person} in thread ${written.thread}.`);
    }
    if (!stayAt(evidence.threads.get(thread)?.stays.get(message.author), message.seq)) {
      breaches.add("I2", `${what} was taken while its author ${message.author} was not in the thread.`);
    }
  }
}

/** I1: it is where the answer says. Nothing that is answered later takes that back. */
function checkAcknowledged(
  answer: HappeningOf<"acknowledged">,
  { acknowledged, stored, tabs }: Evidence,
  breaches: Breaches,
): void {
  const { tab, thread, id, seq } = answer;
  const what = `Message ${id}, of which tab ${tab} was told that it is number ${seq} of thread ${thread},`;
  const first = acknowledged.get(id);
  if (first && (first.seq !== seq || first.thread !== thread)) {
    breaches.add("I1", `${what} is number ${first.seq} of ${first.thread} for tab ${first.tab}.`, { doubled: 1 });
  }
  const held = stored.get(id);
  if (!held) breaches.add("I1", `${what} is not in the database.`, { lost: first === answer ? 1 : 0 });
  else if (held.thread !== thread || held.message.seq !== seq) {
    breaches.add("I1", `${what} is number ${held.message.seq} of thread ${held.thread} in the database.`);
  } else if (held.message.author !== tabs.get(tab)?.person) {
    breaches.add("I1", `${what} is stored as a message of ${held.message.author}.`);
  }
}

/** I2: no tab is told of what is not there, or not in that place, or not yet in that state. */
function checkTold(
  { kind, at, tab, thread }: Extract<Happening, { kind: "received" | "shown" }>,
  { seq, id, rev }: Omit<Shown, "rev"> & { rev?: number },
  { threads }: Evidence,
  breaches: Breaches,
): void {
  const held = threads.get(thread)?.bySeq.get(seq);
  const what = () => `Tab ${tab} has ${kind} message ${seq} (${id}) of thread ${thread} at ${Math.round(at)} ms`;
  if (held?.id !== id) breaches.add("I2", `${what()}; in the database that is ${held?.id ?? "nothing"}.`);
  else if (rev !== undefined && rev > held.rev) {
    breaches.add("I2", `${what()} with rev ${rev}; in the database it is at ${held.rev}.`);
  }
}
