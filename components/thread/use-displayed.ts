import { useEffect } from "react";
import { useTab } from "@/components/connection/live";
import { useConnection } from "@/components/connection/use-connection";
import { useThreadList } from "@/components/threads/use-thread-list";
import type { OpenedThread } from "@/lib/wire/threads";

/** Tells the server how far the thread was displayed: at its end, in a window that is visible and has the focus. */
export function useDisplayed({ summary }: OpenedThread, newestSeq: number, isAtEnd: boolean): void {
  const threadId = summary.id;
  const tab = useTab();
  const { state } = useConnection();
  // A conversation far down the list has no line here.
  const line = useThreadList().threads.find(({ id }) => id === threadId) ?? summary;
  const isUnread = line.lastReadSeq < newestSeq;

  useEffect(() => {
    if (!isAtEnd || !isUnread || state !== "connected") return;
    const tell = () =>
      document.hasFocus() && document.visibilityState === "visible" && tab.displayed(threadId, newestSeq);
    tell();
    window.addEventListener("focus", tell);
    document.addEventListener("visibilitychange", tell);
    return () => {
      window.removeEventListener("focus", tell);
      document.removeEventListener("visibilitychange", tell);
    };
  }, [tab, threadId, newestSeq, isAtEnd, isUnread, state]);
}
