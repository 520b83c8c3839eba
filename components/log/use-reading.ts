import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import { useTab } from "@/components/connection/live";
import type { useTimeline } from "@/components/timeline/use-timeline";
import { useViewer } from "@/components/viewer";
import { type Aim, isWithin, reach, seqOfAim } from "./aim";
import { type Place, writePlace } from "./places";
import { anchorsIn, fromEnd, fromStart, isNearEnd, seqOf } from "./sight";

/** So near to what is held the next page is asked for: at a brisk scroll it is there before one gets there. */
const AHEAD_PX = 3500;

type Reading = {
  log: RefObject<HTMLElement | null>;
  threadId: string;
  timeline: ReturnType<typeof useTimeline>;
  /** Where one lands when the thread is opened. */
  landing: () => Aim;
  isFirstAtEnd: boolean;
};

/** Where in the thread one is reading, and how one gets elsewhere. */
export function useReading({ log, threadId, timeline, landing, isFirstAtEnd }: Reading) {
  const tab = useTab();
  const viewer = useViewer();
  const { messages, hasOlder, hasNewer, newest } = timeline;
  const [isAtEnd, setAtEnd] = useState(isFirstAtEnd);
  /** The message that one has come to: an object of its own each time. */
  const [found, setFound] = useState<{ seq: number } | null>(null);
  const [isMissing, setMissing] = useState(false);
  const aim = useRef<Aim | null>(null);
  /** Where one is going while the messages there are being loaded. */
  const fetching = useRef<Aim | null>(null);
  /** Where one could not get, because it could not be loaded. */
  const missed = useRef<Aim | null>(null);
  /** Null at the end. */
  const place = useRef<Place | null>(null);

  function look() {
    const element = log.current;
    if (!element || aim.current) return;
    const isThere = !hasNewer && isNearEnd(element);
    setAtEnd(isThere);
    place.current = isThere ? null : placeIn(element, newest);
    tab.deliveries.lookAt(threadId, place.current?.seq ?? null);
    if (hasOlder && fromStart(element) < AHEAD_PX && !timeline.failed.has("older")) timeline.loadOlder();
    if (hasNewer && fromEnd(element) < AHEAD_PX && !timeline.failed.has("newer")) timeline.loadNewer();
  }

  function go(next: Aim) {
    aim.current = next;
    setMissing(false);
    pursue();
  }

  /** Gets where one is going, as far as that is loaded by now. */
  function pursue() {
    const next = aim.current;
    const held = tab.deliveries.timelineOf(threadId);
    if (!next || !held || !log.current) return;
    if (!isWithin(held, next)) return void fetchFor(next);
    if (!reach(log.current, next)) return;
    aim.current = null;
    if (next.kind === "message") setFound({ seq: next.seq });
    look();
  }

  async function fetchFor(next: Aim) {
    if (fetching.current === next) return;
    fetching.current = next;
    // What stays in sight until it is there: a draft, under what is held.
    if (next.kind === "end" && log.current) log.current.scrollTop = 0;
    const isLoaded = await timeline.loadAround(seqOfAim(next));
    fetching.current = null;
    const held = tab.deliveries.timelineOf(threadId);
    if (aim.current !== next || (held && isWithin(held, next))) return;
    aim.current = null;
    missed.current = next;
    setMissing(isLoaded && next.kind === "message");
    look();
  }

  const begin = useEffectEvent(() => go(landing()));
  useLayoutEffect(() => begin(), []);

  const goOn = useEffectEvent(() => pursue());
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is held has changed.
  useLayoutEffect(() => goOn(), [messages, newest]);

  const keep = useEffectEvent(() => {
    if (!aim.current) writePlace(viewer.id, threadId, place.current);
  });
  useEffect(() => {
    const leave = () => keep();
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
      tab.deliveries.lookAt(threadId, null);
    };
  }, [tab, threadId]);

  return {
    isAtEnd,
    found,
    isMissing,
    look,
    go,
    /** Tries once more to get where one wanted to go. */
    retry: () => missed.current && go(missed.current),
    place: () => place.current,
    isOnTheWay: () => aim.current !== null,
  };
}

/** The first whole message in sight, and where it begins. */
function placeIn(log: HTMLElement, newest: number): Place | null {
  for (const { row, top } of anchorsIn(log)) {
    const seq = seqOf(row);
    if (seq !== null) return { seq, top, newest };
  }
  return null;
}
