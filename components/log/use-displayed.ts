import { type RefObject, useEffect, useEffectEvent, useRef } from "react";
import { useTab } from "@/components/connection/live";
import { useConnection } from "@/components/connection/use-connection";
import { useThreadList } from "@/components/threads/use-thread-list";
import type { ThreadSummary } from "@/lib/wire/threads";
import { lastDisplayed } from "./sight";

type Displayed = {
  log: RefObject<HTMLElement | null>;
  summary: ThreadSummary;
  /** What is in sight just now is only on the way to where one is going. */
  isOnTheWay: () => boolean;
};

/** Tells the server how far the thread was displayed: up to the last end in sight, in a window that has the focus. */
export function useDisplayed({ log, summary, isOnTheWay }: Displayed): () => void {
  const threadId = summary.id;
  const tab = useTab();
  const { state } = useConnection();
  // A conversation far down the list has no line here.
  const { lastReadSeq } = useThreadList().threads.find(({ id }) => id === threadId) ?? summary;
  const told = useRef(0);

  function tell() {
    if (!log.current || state !== "connected" || isOnTheWay()) return;
    if (!document.hasFocus() || document.visibilityState !== "visible") return;
    const seq = lastDisplayed(log.current) ?? 0;
    if (seq <= Math.max(told.current, lastReadSeq)) return;
    told.current = seq;
    void tab.displayed(threadId, seq);
  }

  const tellAgain = useEffectEvent(() => tell());
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was told over a connection that was lost may have been lost.
  useEffect(() => {
    told.current = 0;
    const look = () => tellAgain();
    look();
    window.addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      window.removeEventListener("focus", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, [state, threadId]);

  return tell;
}
