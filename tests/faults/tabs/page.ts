import { randomUUID } from "node:crypto";
import { timelineKey } from "@/components/connection/deliveries";
import { createTab } from "@/components/connection/tab";
import { extend, reopenTimeline, trim, turnTo } from "@/components/timeline/pages";
import type { Timeline } from "@/components/timeline/timeline";
import { requireLiveSession } from "@/lib/sessions";
import { newestThreads, openThread } from "@/lib/threads";
import { quoteOf } from "@/lib/wire/excerpts";
import { AFTER_ALL } from "@/lib/wire/limits";
import type { Message, MessagePage } from "@/lib/wire/messages";
import type { ThreadSummary } from "@/lib/wire/threads";
import { cookieOf } from "@/tests/stage/requests";
import { createReading } from "./reading";
import { createReception } from "./reception";
import { watchTab } from "./showing";
import { createSurroundings, type Place } from "./surroundings";
import { createWishes } from "./wishes";

/** Fewer than a browser holds, so that a short run lets go too. */
const HELD = { most: 80, kept: 60 };

export type Page = Awaited<ReturnType<typeof openPage>>;

/**
 * One life of a page, without its pixels: the tab's own code (connection, catching up, timelines, outbox) in
 * surroundings that can be hurt. What a browser gets as a rendered page is read from the database here. Rejects with
 * `signed-out` when the session is over.
 */
export async function openPage(place: Place) {
  const { viewer, origin, recorder, device } = place;
  const name = randomUUID().slice(0, 8);
  const headers = { cookie: await cookieOf(viewer), origin };
  await requireLiveSession(viewer);
  const list = await newestThreads(viewer);
  const end = new AbortController();
  const ways = { name, headers, end: end.signal, leave };
  const { surroundings, post, putFile, signal } = createSurroundings(place, ways);

  const receive = createReception(recorder, name);

  function leave(why: "signed-out" | "reload"): void {
    if (end.signal.aborted) return;
    close();
    place.onLeave(why);
  }

  recorder.record({ kind: "opened", tab: name, device, person: viewer.id, session: viewer.sessionId });
  for (const { id, lastMessage } of list.threads) receive(id, lastMessage ? [lastMessage] : [], "list");
  const tab = createTab(viewer.id, list, surroundings);
  const unwatch = watchTab(tab, name, recorder);
  const stop = tab.start();

  function close(): void {
    if (end.signal.aborted) return;
    end.abort();
    unwatch();
    stop();
    tab.client.clear();
    recorder.record({ kind: "closed", tab: name });
  }

  /** Goes to a thread, as by a click in the list; `wanted` is where one was in it. */
  async function open(threadId: string, wanted: number | null = null): Promise<ThreadSummary | undefined> {
    await requireLiveSession(viewer);
    const opened = await openThread(viewer, threadId);
    if (end.signal.aborted) return undefined;
    receive(threadId, opened.page.messages, "page");
    const timeline = reopenTimeline(timelineOf(threadId), opened, wanted);
    tab.deliveries.putTimeline(timeline);
    await tab.join(threadId, timeline.rev);
    return opened.summary;
  }

  async function load(
    threadId: string,
    place: { before: number } | { after: number } | { around: number },
    change: (held: Timeline, page: MessagePage) => Timeline,
  ): Promise<void> {
    const outcome = await surroundings.listMessages({ viewerId: viewer.id, threadId, ...place });
    if (outcome.ok) tab.deliveries.changeTimeline(threadId, (held) => change(held, outcome.value));
  }

  let goAway = () => {};

  const timelineOf = (threadId: string) => tab.client.getQueryData<Timeline>(timelineKey(threadId));

  return {
    name,
    viewer,
    tab,
    post,
    close,
    timelineOf,
    isClosed: () => end.signal.aborted,
    signal,
    reading: createReading({ name, viewer, tab, post, timelineOf, recorder }),
    wishes: createWishes({ viewer, tab, post, putFile }),
    open,
    /** Comes back to a thread, to where one was, and has it before one's eyes until one goes to the next. */
    async visit(threadId: string): Promise<void> {
      const summary = await open(threadId, timelineOf(threadId)?.messages[0]?.seq ?? null);
      if (!summary) return;
      goAway();
      goAway = tab.positions.open(summary);
      signal("visible");
    },
    async loadOlder(threadId: string): Promise<void> {
      const first = timelineOf(threadId)?.messages[0];
      if (first) await load(threadId, { before: first.seq }, extend);
    },
    async loadNewer(threadId: string): Promise<void> {
      const last = timelineOf(threadId)?.messages.at(-1);
      if (last) await load(threadId, { after: last.seq }, extend);
    },
    /** Goes to a message, or to the thread's end. */
    async jump(threadId: string, seq: number | null): Promise<void> {
      tab.deliveries.lookAt(threadId, seq);
      await load(threadId, seq === null ? { before: AFTER_ALL } : { around: seq }, turnTo);
    },
    /** Lets go of what is far from a message, as a page does that holds much. */
    letGo(threadId: string, seq: number): void {
      tab.deliveries.changeTimeline(threadId, (held) => trim(held, seq, HELD));
    },
    /** Presses Enter, maybe in answer to a message. */
    write(threadId: string, body: string, original?: Message): void {
      const id = randomUUID();
      recorder.record({ kind: "written", tab: name, device, person: viewer.id, thread: threadId, id });
      void tab.outbox.add({ id, threadId, body, quote: original ? quoteOf(original) : null, files: [] });
    },
    /** Changes a message by the action of that name; the tab takes the answer as it takes a push. */
    async change(action: "editMessage" | "deleteMessage" | "setReaction", message: Message, input: object) {
      const { threadId, seq } = message;
      const outcome = await post<Message>(action, { viewerId: viewer.id, threadId, seq, ...input });
      if (!outcome.ok) return;
      receive(threadId, [outcome.value], "answer");
      tab.deliveries.answeredChange(outcome.value);
    },
  };
}
