import type { QueryClient } from "@tanstack/react-query";
import { putReceipt, replaceReceipts } from "@/components/message/receipts";
import type { Outbox } from "@/components/outbox/outbox";
import { withPeople } from "@/components/people/with-people";
import { putAttention } from "@/components/threads/attention";
import {
  callPeople,
  type ListedThreads,
  moveReadPosition,
  putLines,
  receiveInList,
  removeLine,
} from "@/components/threads/listed-threads";
import { messageEvent, receive, type ThreadEvent, type Timeline } from "@/components/timeline/timeline";
import type { ThreadAttention } from "@/lib/wire/attention";
import type { MessageChange } from "@/lib/wire/events";
import type { Message } from "@/lib/wire/messages";
import type { KnownPerson } from "@/lib/wire/people";
import type { Theme } from "@/lib/wire/profile";
import type { ReadPosition, Receipt } from "@/lib/wire/read-positions";
import type { ThreadSummary } from "@/lib/wire/threads";
import type { ViewerProfile } from "@/lib/wire/viewer";

export const LIST_KEY = ["threads"] as const;
/** The viewer as this tab knows them. */
export const VIEWER_KEY = ["viewer"] as const;
export const receiptsKey = (threadId: string) => ["receipts", threadId] as const;
export const timelineKey = (threadId: string) => ["timeline", threadId] as const;

export type Deliveries = ReturnType<typeof createDeliveries>;

/**
 * All that reaches this tab, whatever brings it, enters the screen here: the timelines, the list and the outbox are told
 * together, so that they cannot disagree. `onGap` is called when something is known to be missing.
 */
export function createDeliveries(
  client: QueryClient,
  outbox: Outbox,
  viewerId: string,
  { onGap, showTheme: applyTheme }: { onGap: () => void; showTheme: (theme: Theme) => void },
) {
  /** Of the threads in which somebody reads away from the end, the first message in sight. */
  const places = new Map<string, number>();
  /** How often somebody was heard to be called otherwise, or the viewer to have chosen another theme. */
  let profileChanges = 0;

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

  /** How people are called, wherever they are seen. */
  function showPeople(people: KnownPerson[]): void {
    const byId = new Map(people.map((person) => [person.id, person]));
    changeList((list) => callPeople(list, byId));
    for (const queryKey of [["timeline"], VIEWER_KEY]) {
      client.setQueriesData<object>({ queryKey }, (held) => held && withPeople(held, byId));
    }
  }

  function showTheme(theme: Theme): void {
    client.setQueryData<ViewerProfile>(VIEWER_KEY, (held) => held && { ...held, theme });
    applyTheme(theme);
  }

  function timelineOf(threadId: string): Timeline | undefined {
    return client.getQueryData<Timeline>(timelineKey(threadId));
  }

  function event(event: ThreadEvent): void {
    changeTimeline(event.threadId, (timeline) => receive(timeline, event));
    const list = client.getQueryData<ListedThreads>(LIST_KEY);
    const changed = list && receiveInList(list, event, viewerId);
    if (changed) changeList(() => changed);
    else onGap();
  }

  return {
    event,
    changeList,
    changeTimeline,
    putTimeline,
    message: (message: Message) => event(messageEvent(message)),
    /** The answer to a change that the viewer made: by it nobody is named who was not before, but in their own words. */
    answeredChange: (message: Message) =>
      event(
        messageEvent(
          message,
          message.mentions.map(({ id }) => id),
        ),
      ),
    messageChange: ({ message, mentionedBefore }: MessageChange) => event(messageEvent(message, mentionedBefore)),
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
    /** Somebody is called otherwise, has another face, or their account was deleted. */
    personChanged(person: KnownPerson): void {
      profileChanges += 1;
      showPeople([person]);
    },
    /** The viewer has chosen how Parley looks to them, here or on another device. */
    themeChanged(theme: Theme): void {
      profileChanges += 1;
      showTheme(theme);
    },
    profileChanges: () => profileChanges,
    /**
     * How people were called, and which theme the viewer had, at some time after so many changes: if there were more
     * meanwhile, nobody knows.
     */
    peopleAsOf(changes: number, people: KnownPerson[], theme?: Theme): void {
      if (changes !== profileChanges) {
        onGap();
        return;
      }
      showPeople(people);
      if (theme) showTheme(theme);
    },
    /** How far the others in a thread were when its page was made. */
    openReceipts: (threadId: string, receipts: Receipt[]) =>
      client.setQueryData<Receipt[]>(receiptsKey(threadId), (held) => held ?? receipts),
    /** How far the others in a thread are, as the server has it now. */
    receipts: (threadId: string, receipts: Receipt[]) =>
      client.setQueryData<Receipt[]>(receiptsKey(threadId), (held) => replaceReceipts(held ?? [], receipts)),
    /** How far somebody else is now; of a thread that is not held it is learned with its page. */
    receipt: ({ threadId, receipt }: { threadId: string; receipt: Receipt }) =>
      client.setQueryData<Receipt[]>(receiptsKey(threadId), (held) => held && putReceipt(held, receipt)),
    /** Of a thread that has no line here the server has to be asked: it may be pinned now. */
    attention(told: ThreadAttention): void {
      const list = client.getQueryData<ListedThreads>(LIST_KEY);
      changeList((list) => putAttention(list, told));
      if (!list?.threads.some(({ id }) => id === told.threadId)) onGap();
    },
    /** Whom the viewer has blocked. */
    blocked: (blockedIds: string[]) => changeList((list) => ({ ...list, blockedIds })),
    readPositions: (positions: ReadPosition[]) => changeList((list) => positions.reduce(moveReadPosition, list)),
    /**
     * Whether a message has come to where it will be shown, if it is: it does not wait for one before it, nor for
     * somebody to come to the end.
     */
    hasArrived({ threadId, seq, rev }: Message): boolean {
      const timeline = timelineOf(threadId);
      return timeline === undefined || (timeline.rev >= rev && seq <= (timeline.messages.at(-1)?.seq ?? 0));
    },
    /** Somebody has a thread before them, with the message `seq` first in sight, or its end. */
    lookAt(threadId: string, seq: number | null): void {
      if (seq === null) places.delete(threadId);
      else places.set(threadId, seq);
    },
    placeOf: (threadId: string): number | null => places.get(threadId) ?? null,
    listed: () => client.getQueryData<ListedThreads>(LIST_KEY)?.threads ?? [],
    /** Those on screen first. */
    heldTimelines(): Timeline[] {
      const queries = client.getQueryCache().findAll({ queryKey: ["timeline"] });
      const byAttention = queries.sort((one, other) => other.getObserversCount() - one.getObserversCount());
      return byAttention.flatMap(({ queryKey }) => client.getQueryData<Timeline>(queryKey) ?? []);
    },
  };
}
