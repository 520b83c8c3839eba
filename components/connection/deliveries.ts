import type { QueryClient } from "@tanstack/react-query";
import type { Outbox } from "@/components/thread/outbox";
import { messageEvent, receive, type ThreadEvent, type Timeline } from "@/components/thread/timeline";
import {
  type ListedThreads,
  moveReadPosition,
  putLines,
  receiveInList,
  removeLine,
} from "@/components/threads/listed-threads";
import type { ReadPosition } from "@/lib/wire/events";
import type { Message } from "@/lib/wire/messages";
import type { ThreadSummary } from "@/lib/wire/threads";

export const LIST_KEY = ["threads"] as const;
export const timelineKey = (threadId: string) => ["timeline", threadId] as const;

export type Deliveries = ReturnType<typeof createDeliveries>;

/**
 * All that reaches this tab, whatever brings it, enters the screen here: the timelines, the list and the outbox are told
 * together, so that they cannot disagree. `onGap` is called when something is known to be missing.
 */
export function createDeliveries(client: QueryClient, outbox: Outbox, viewerId: string, onGap: () => void) {
  function changeList(change: (list: ListedThreads) => ListedThreads): void {
    const held = client.getQueryData<ListedThreads>(LIST_KEY);
    if (!held) return;
    const changed = change(held);
    client.setQueryData<ListedThreads>(LIST_KEY, changed);
    if (changed.uncertain.length > 0) onGap();
  }

  /** Changes a timeline that is held; the drafts whose messages it then has are done with. */
  function changeTimeline(threadId: string, change: (timeline: Timeline) => Timeline): void {
    const held = timelineOf(threadId);
    if (held) putTimeline(change(held));
  }

  function putTimeline(timeline: Timeline): void {
    client.setQueryData<Timeline>(timelineKey(timeline.thread.id), timeline);
    const drafts = new Set(outbox.drafts().map(({ id }) => id));
    if (drafts.size > 0) outbox.remove(timeline.messages.flatMap(({ id }) => (drafts.has(id) ? [id] : [])));
    if (timeline.early.length > 0) onGap();
  }

  function timelineOf(threadId: string): Timeline | undefined {
    return client.getQueryData<Timeline>(timelineKey(threadId));
  }

  function event(event: ThreadEvent): void {
    changeTimeline(event.threadId, (timeline) => receive(timeline, event));
    const list = client.getQueryData<ListedThreads>(LIST_KEY);
    const changed = list && receiveInList(list, event, viewerId);
    if (changed) client.setQueryData<ListedThreads>(LIST_KEY, changed);
    else onGap();
  }

  return {
    event,
    changeList,
    changeTimeline,
    putTimeline,
    message: (message: Message) => event(messageEvent(message)),
    timelineOf,
    added(line: ThreadSummary): void {
      changeList((list) => putLines(list, [line]));
      if (timelineOf(line.id)?.isGone) onGap();
    },
    /** The thread has changed up to `rev`: if this tab was not told of it, it asks. */
    head({ threadId, rev }: { threadId: string; rev: number }): void {
      const line = client.getQueryData<ListedThreads>(LIST_KEY)?.threads.find(({ id }) => id === threadId);
      const timeline = timelineOf(threadId);
      if ((line?.rev ?? 0) < rev || (timeline && timeline.rev < rev)) onGap();
    },
    gone(threadId: string): void {
      changeList((list) => removeLine(list, threadId));
      changeTimeline(threadId, (timeline) => ({ ...timeline, isGone: true }));
    },
    readPosition: (position: ReadPosition) => changeList((list) => moveReadPosition(list, position)),
    /** Whether a message has come to where it will be shown, if it is: it does not wait for one before it. */
    hasArrived({ threadId, rev }: Message): boolean {
      const timeline = timelineOf(threadId);
      return timeline === undefined || timeline.rev >= rev;
    },
    listed: () => client.getQueryData<ListedThreads>(LIST_KEY)?.threads ?? [],
    /** Those on screen first. */
    heldTimelines(): Timeline[] {
      const queries = client.getQueryCache().findAll({ queryKey: ["timeline"] });
      const byAttention = queries.sort((one, other) => other.getObserversCount() - one.getObserversCount());
      return byAttention.flatMap(({ queryKey }) => client.getQueryData<Timeline>(queryKey) ?? []);
    },
  };
}
