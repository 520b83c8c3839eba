import { randomUUID } from "node:crypto";
import { timelineKey } from "@/components/connection/deliveries";
import { createTab } from "@/components/connection/tab";
import { prependPage, reopenTimeline, type Timeline } from "@/components/thread/timeline";
import { requireLiveSession } from "@/lib/sessions";
import { newestThreads, openThread } from "@/lib/threads";
import type { MessagePage } from "@/lib/wire/messages";
import { cookieOf } from "@/tests/stage/requests";
import { watchTab } from "./showing";
import { createSurroundings, type Place } from "./surroundings";

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
  const { surroundings, post, signal } = createSurroundings(place, ways);

  function receive({ messages }: Pick<MessagePage, "messages">, by: "page" | "list"): void {
    for (const { threadId: thread, seq, id } of messages)
      recorder.record({ kind: "received", tab: name, thread, seq, id, by });
  }

  function leave(why: "signed-out" | "reload"): void {
    if (end.signal.aborted) return;
    close();
    place.onLeave(why);
  }

  recorder.record({ kind: "opened", tab: name, device, person: viewer.id, session: viewer.sessionId });
  receive({ messages: list.threads.flatMap(({ lastMessage }) => lastMessage ?? []) }, "list");
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
    /** Goes to a thread, as by a click in the list. */
    async open(threadId: string): Promise<void> {
      await requireLiveSession(viewer);
      const opened = await openThread(viewer, threadId);
      if (end.signal.aborted) return;
      receive(opened.page, "page");
      const timeline = reopenTimeline(timelineOf(threadId), opened);
      tab.deliveries.putTimeline(timeline);
      await tab.join(threadId, timeline.rev);
    },
    async loadOlder(threadId: string): Promise<void> {
      const first = timelineOf(threadId)?.messages[0];
      if (!first) return;
      const outcome = await surroundings.listMessages({ viewerId: viewer.id, threadId, before: first.seq });
      if (outcome.ok) tab.deliveries.changeTimeline(threadId, (held) => prependPage(held, outcome.value));
    },
    /** Presses Enter. */
    write(threadId: string, body: string): void {
      const id = randomUUID();
      recorder.record({ kind: "written", tab: name, device, person: viewer.id, thread: threadId, id });
      void tab.outbox.add({ id, threadId, body });
    },
    /** Has everything that is held of a thread before one's eyes. */
    async display(threadId: string): Promise<void> {
      const newest = timelineOf(threadId)?.messages.at(-1);
      if (newest) await tab.displayed(threadId, newest.seq);
    },
  };
}
