import { skipToken, useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import { listMessages } from "@/app/actions/messages";
import { timelineKey } from "@/components/connection/deliveries";
import { useTab } from "@/components/connection/live";
import { useConnection } from "@/components/connection/use-connection";
import { useViewer } from "@/components/viewer";
import { AFTER_ALL } from "@/lib/wire/limits";
import type { Message, MessagePage } from "@/lib/wire/messages";
import type { OpenedThread } from "@/lib/wire/threads";
import { extend, openTimeline, reopenTimeline, trim, turnTo } from "./pages";
import { hasNewer, type Timeline } from "./timeline";

/** Messages that are held and stand in the log: at most, and after those furthest from where one reads were let go. */
const HELD = { most: 300, kept: 250 };

/** What is being loaded: what comes before or after the held messages, or a page of some other place. */
export type Way = "older" | "newer" | "elsewhere";

/**
 * The live timeline of a thread, begun with what its page showed. `wanted` tells the place that one is coming back to,
 * and null when that is the end.
 */
export function useTimeline(opened: OpenedThread, wanted: () => number | null) {
  const tab = useTab();
  const threadId = opened.thread.id;
  const { data: timeline = openTimeline(opened) } = useQuery<Timeline>({
    queryKey: timelineKey(threadId),
    queryFn: skipToken,
    initialData: () => openTimeline(opened),
  });
  const take = useEffectEvent((): Timeline => {
    const held = reopenTimeline(tab.deliveries.timelineOf(threadId), opened, wanted());
    tab.deliveries.putTimeline(held);
    return held;
  });
  // Before anything is painted: one lands on what this brings.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was opened anew is what there is to take.
  useLayoutEffect(() => {
    const { rev } = take();
    tab.join(threadId, rev);
  }, [tab, threadId, opened]);

  const { thread, messages, hasOlder, newest, isGone } = timeline;
  const pages = usePages(threadId, messages);
  useEffect(() => {
    if (messages.length > HELD.most)
      tab.deliveries.changeTimeline(threadId, (held) => trimmed(held, tab.deliveries.placeOf(threadId)));
  }, [tab, threadId, messages.length]);

  return { thread, messages, hasOlder, hasNewer: hasNewer(timeline), newest, isGone, ...pages };
}

/** Loads pages, of each kind one at a time. A kind that failed stays so until it is asked for or the connection is back. */
function usePages(threadId: string, messages: Message[]) {
  const { deliveries } = useTab();
  const viewer = useViewer();
  const [loading, setLoading] = useState<ReadonlySet<Way>>(new Set());
  const [failed, setFailed] = useState<ReadonlySet<Way>>(new Set());
  const busy = useRef(new Set<Way>());

  async function load(way: Way, place: { before: number } | { after: number } | { around: number }): Promise<boolean> {
    if (way !== "elsewhere" && busy.current.has(way)) return true;
    busy.current.add(way);
    setLoading(new Set(busy.current));
    setFailed((ways) => without(ways, way));
    const outcome = await listMessages({ viewerId: viewer.id, threadId, ...place }).catch(() => null);
    busy.current.delete(way);
    setLoading(new Set(busy.current));
    if (!outcome?.ok) setFailed((ways) => new Set([...ways, way]));
    else
      deliveries.changeTimeline(threadId, (held) => withPage(held, way, outcome.value, deliveries.placeOf(threadId)));
    return outcome?.ok ?? false;
  }

  /** A page that has come and is not drawn yet is no reason to ask for the one behind it. */
  function isDrawn(end: 0 | -1): boolean {
    return deliveries.timelineOf(threadId)?.messages.at(end)?.seq === messages.at(end)?.seq;
  }

  function loadOlder(): void {
    const first = messages[0];
    if (first && isDrawn(0)) void load("older", { before: first.seq });
  }

  function loadNewer(): void {
    const last = messages.at(-1);
    if (last && isDrawn(-1)) void load("newer", { after: last.seq });
  }

  const { state } = useConnection();
  const tryAgain = useEffectEvent(() => {
    if (failed.has("older")) loadOlder();
    if (failed.has("newer")) loadNewer();
  });
  useEffect(() => {
    if (state === "connected") tryAgain();
  }, [state]);

  return {
    loading,
    failed,
    loadOlder,
    loadNewer,
    /** Loads the messages around a place, or the newest ones; tells whether that worked. */
    loadAround: (seq: number | null) => load("elsewhere", seq === null ? { before: AFTER_ALL } : { around: seq }),
  };
}

function withPage(held: Timeline, way: Way, page: MessagePage, place: number | null): Timeline {
  // Where the next message can be read no more, because one was out of the thread in between, the next page is all.
  const isApart = way === "newer" && (page.messages[0]?.seq ?? 0) > (held.messages.at(-1)?.seq ?? 0) + 1;
  if (way === "elsewhere" || isApart) return turnTo(held, page);
  return trimmed(extend(held, page), place);
}

/** Around where one reads, which is the end when it is no place. */
function trimmed(held: Timeline, place: number | null): Timeline {
  return trim(held, place ?? held.messages.at(-1)?.seq ?? 0, HELD);
}

function without(ways: ReadonlySet<Way>, way: Way): ReadonlySet<Way> {
  return ways.has(way) ? new Set([...ways].filter((other) => other !== way)) : ways;
}
