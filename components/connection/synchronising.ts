import { catchUp, meets, restart, type Timeline } from "@/components/thread/timeline";
import { putTop } from "@/components/threads/listed-threads";
import { AFTER_ALL, THREADS_PER_SYNC } from "@/lib/wire/limits";
import { isOfViewer, type Outcome, type Refused } from "@/lib/wire/outcome";
import type { Synced, ThreadChanges } from "@/lib/wire/sync";
import type { Thread } from "@/lib/wire/threads";
import { waitBefore, waitOf } from "./backoff";
import type { Deliveries } from "./deliveries";
import type { TabSocket } from "./socket";
import type { Surroundings } from "./surroundings";

const REPLY_MS = 10_000;
/** What was missed without a sign of it is missed for no longer than this. */
const EVERY_MS = 60_000;
/** A gap mostly closes by itself, when what is missing was only overtaken. */
const GAP_MS = 300;

export type Synchronising = ReturnType<typeof createSynchronising>;

/** Asks the server for what this tab missed, and puts it on the screen. */
export function createSynchronising(
  socket: TabSocket,
  viewerId: string,
  deliveries: Deliveries,
  { listMessages, onSignal, reload }: Pick<Surroundings, "listMessages" | "onSignal" | "reload">,
) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsking = false;
  /** Questions in vain in a row, and when the server said to ask again, in seconds, if it did. */
  let failures = 0;
  let retryAfter: number | undefined;
  /** Threads that are being loaded anew. */
  const restarting = new Set<string>();

  /** One at a time: what comes up meanwhile is asked for afterwards. */
  async function sync(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (isAsking) return syncSoon();
    if (!socket.connected) return;
    isAsking = true;
    await ask().finally(() => {
      isAsking = false;
    });
  }

  async function ask(): Promise<void> {
    const asked = deliveries.listed();
    // A thread that the person was removed from and that is in the list is one that they were added to again.
    const isInside = ({ thread, isGone }: Timeline) => !isGone || asked.some(({ id }) => id === thread.id);
    const held = deliveries.heldTimelines().filter(isInside);
    const threads = held.slice(0, THREADS_PER_SYNC).map(({ thread, rev }) => ({ id: thread.id, rev }));
    const synced = await replied<Synced>(socket.timeout(REPLY_MS).emitWithAck("sync", { viewerId, threads }));
    if (!synced) return;
    deliveries.changeList((list) => putTop(list, synced.list, asked));
    for (const [threadId, changes] of Object.entries(synced.threads)) apply(threadId, changes);
  }

  /** For a gap: asks unless it closes by itself. One question covers all that come meanwhile. */
  function syncSoon(): void {
    timer ??= setTimeout(sync, nextWait());
  }

  function nextWait(): number {
    if (retryAfter !== undefined) return waitOf(retryAfter);
    return failures === 0 ? GAP_MS + Math.random() * 400 : waitBefore(failures);
  }

  /** For a thread that was opened after the last `sync`, with what its page showed. */
  async function join(threadId: string, rev: number): Promise<void> {
    if (!socket.connected) return;
    const changes = await replied<ThreadChanges>(
      socket.timeout(REPLY_MS).emitWithAck("thread:join", { threadId, rev }),
    );
    if (changes) apply(threadId, changes);
  }

  /** The value of a reply. Whoever is not whom the tab believes in gets the page that is theirs. */
  async function replied<Value>(reply: Promise<Outcome<Value>>): Promise<Value | undefined> {
    const outcome = await reply.catch(() => null);
    if (outcome?.ok) {
      failures = 0;
      retryAfter = undefined;
      return outcome.value;
    }
    fail(outcome);
    return undefined;
  }

  function fail(refused: Refused | null): void {
    failures += 1;
    retryAfter = refused?.retryAfter;
    if (refused && isOfViewer(refused.code)) reload();
    else syncSoon();
  }

  function apply(threadId: string, changes: ThreadChanges): void {
    if (changes.kind === "gone") deliveries.gone(threadId);
    else if (changes.kind === "tooLong") restartThread(threadId, changes.upTo, changes.thread);
    else if (meets(deliveries.timelineOf(threadId), changes.messages))
      deliveries.changeTimeline(threadId, (timeline) => catchUp(timeline, changes));
    else restartThread(threadId, changes.upTo, changes.thread);
  }

  async function restartThread(threadId: string, upTo: number, thread: Thread): Promise<void> {
    if (restarting.has(threadId)) return;
    restarting.add(threadId);
    const outcome = await listMessages({ viewerId, threadId, before: AFTER_ALL }).catch(() => null);
    restarting.delete(threadId);
    if (outcome?.ok) deliveries.changeTimeline(threadId, (timeline) => restart(timeline, upTo, thread, outcome.value));
    else fail(outcome);
  }

  const clock = setInterval(sync, EVERY_MS);
  const ends = [onSignal("visible", sync), onSignal("online", sync)];

  function stop(): void {
    clearTimeout(timer);
    clearInterval(clock);
    for (const end of ends) end();
  }

  return { sync, syncSoon, join, stop };
}
