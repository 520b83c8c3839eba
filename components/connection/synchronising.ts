import { isLaterStay, putTop } from "@/components/threads/listed-threads";
import { restart } from "@/components/timeline/pages";
import { catchUp, meets, type Timeline } from "@/components/timeline/timeline";
import { AFTER_ALL, DRAFT_SECONDS_LIMIT, GAPS_LIMIT, THREADS_PER_SYNC } from "@/lib/wire/limits";
import { isOfViewer, type Outcome, type Refused } from "@/lib/wire/outcome";
import type { Synced, ThreadChanges } from "@/lib/wire/sync";
import type { Thread, ThreadSummary } from "@/lib/wire/threads";
import { waitBefore, waitOf } from "./backoff";
import type { Deliveries } from "./deliveries";
import type { TabSocket } from "./socket";
import type { Surroundings } from "./surroundings";

const REPLY_MS = 10_000;
/** What was missed without a sign of it is missed for no longer than this. */
const EVERY_MS = 60_000;
/** A gap mostly closes by itself, when what is missing was only overtaken. */
const GAP_MS = 300;

/**
 * Tries in vain after which the next ones come no later: no more than four seconds apart. A tab that is connected and
 * does not get its answer shows a gap until it does.
 */
const MOST_PATIENCE = 2;

type Caught = Extract<ThreadChanges, { kind: "changes" }>;

export type Synchronising = ReturnType<typeof createSynchronising>;

type Means = Pick<Surroundings, "listMessages" | "onSignal" | "reload"> & {
  /** The thread that is before the person's eyes. */
  openThreadId: () => string | undefined;
  /** For how long the oldest draft has waited, in whole seconds; 0 without one. */
  draftSeconds: () => number;
};

/** What this tab knew when it asked. */
type Asked = { list: ThreadSummary[]; profileChanges: number };

/** Asks the server for what this tab missed, and puts it on the screen. */
export function createSynchronising(
  socket: TabSocket,
  viewerId: string,
  deliveries: Deliveries,
  { listMessages, onSignal, reload, openThreadId, draftSeconds }: Means,
) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsking = false;
  /** Questions in vain in a row, and when the server said to ask again, in seconds, if it did. */
  let failures = 0;
  let retryAfter: number | undefined;
  /** Of which the server has not been told. */
  let gaps = 0;
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
    const asked = whenAsked();
    // A thread that the person was removed from and that is in the list is one that they were added to again.
    const isInside = ({ thread, isGone }: Timeline) => !isGone || asked.list.some(({ id }) => id === thread.id);
    const held = deliveries.heldTimelines().filter(isInside);
    const threads = held.slice(0, THREADS_PER_SYNC).map(({ thread, rev }) => ({ id: thread.id, rev }));
    const openId = openThreadId();
    const told = Math.min(gaps, GAPS_LIMIT);
    const question = { viewerId, threads, ...(openId && { openThreadId: openId }), ...ofItself(told) };
    const synced = await replied<Synced>(socket.timeout(REPLY_MS).emitWithAck("sync", question));
    if (!synced) return;
    gaps -= told;
    if (openId) deliveries.receipts(openId, synced.receipts);
    deliveries.peopleAsOf(asked.profileChanges, synced.people, synced.theme);
    deliveries.changeList((list) => putTop(list, synced.list, asked.list));
    for (const [threadId, changes] of Object.entries(synced.threads)) apply(threadId, changes, asked);
  }

  /** What the tab tells of itself, where there is something to tell. */
  function ofItself(gaps: number): { gaps?: number; oldestDraftSeconds?: number } {
    const oldestDraftSeconds = Math.min(draftSeconds(), DRAFT_SECONDS_LIMIT);
    return { ...(gaps > 0 && { gaps }), ...(oldestDraftSeconds > 0 && { oldestDraftSeconds }) };
  }

  /** An answer may be older than what came while it was on its way. */
  function whenAsked(): Asked {
    return { list: deliveries.listed(), profileChanges: deliveries.profileChanges() };
  }

  /** For a gap. One question covers all that come meanwhile. */
  function fillGap(): void {
    if (timer === undefined) gaps += 1;
    syncSoon();
  }

  /** Asks unless what is missing comes by itself. */
  function syncSoon(): void {
    timer ??= setTimeout(sync, nextWait());
  }

  function nextWait(): number {
    if (retryAfter !== undefined) return waitOf(retryAfter);
    return failures === 0 ? GAP_MS + Math.random() * 400 : waitBefore(Math.min(failures, MOST_PATIENCE));
  }

  /** For a thread that was opened after the last `sync`, with what its page showed. */
  async function join(threadId: string, rev: number): Promise<void> {
    if (!socket.connected) return;
    const asked = whenAsked();
    const changes = await replied<ThreadChanges>(
      socket.timeout(REPLY_MS).emitWithAck("thread:join", { threadId, rev }),
    );
    if (changes) apply(threadId, changes, asked);
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

  function apply(threadId: string, changes: ThreadChanges, asked: Asked): void {
    if (changes.kind === "gone") {
      if (hasComeBack(threadId, asked.list)) syncSoon();
      else deliveries.gone(threadId);
      return;
    }
    deliveries.receipts(threadId, changes.receipts);
    deliveries.peopleAsOf(asked.profileChanges, changes.thread.participants);
    if (changes.kind === "tooLong") restartThread(threadId, changes.upTo, changes.thread);
    else if (isMet(threadId, changes)) deliveries.changeTimeline(threadId, (timeline) => catchUp(timeline, changes));
    else restartThread(threadId, changes.upTo, changes.thread);
  }

  /** The person was added again while the server was asked, which could not know. */
  function hasComeBack(threadId: string, asked: ThreadSummary[]): boolean {
    const lineIn = (lines: ThreadSummary[]) => lines.find(({ id }) => id === threadId);
    const [before, now] = [lineIn(asked), lineIn(deliveries.listed())];
    return now !== undefined && (!before || isLaterStay(now, before));
  }

  /** Where one may read more or less than before, all that is held is read anew, with the quotes in it. */
  function isMet(threadId: string, { messages, readableFrom, thread }: Caught): boolean {
    const held = deliveries.timelineOf(threadId);
    return !held || (held.thread.history === thread.history && meets(held, messages, readableFrom));
  }

  async function restartThread(threadId: string, upTo: number, thread: Thread): Promise<void> {
    if (restarting.has(threadId)) return;
    restarting.add(threadId);
    const seq = deliveries.placeOf(threadId);
    const place = seq === null ? { before: AFTER_ALL } : { around: seq };
    const outcome = await listMessages({ viewerId, threadId, ...place }).catch(() => null);
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

  return { sync, fillGap, join, stop };
}
