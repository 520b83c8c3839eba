import { useEffect } from "react";
import { useTab } from "@/components/connection/live";
import { useConnection } from "@/components/connection/use-connection";
import { useThreadList } from "@/components/threads/use-thread-list";

/** Tells the server how far the thread was displayed: at its end, in a window that is visible and has the focus. */
export function useDisplayed(threadId: string, newestSeq: number, isAtEnd: boolean): void {
  const tab = useTab();
  const { state } = useConnection();
  const line = useThreadList().threads.find(({ id }) => id === threadId);
  const isUnread = line !== undefined && line.lastReadSeq < newestSeq;

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
