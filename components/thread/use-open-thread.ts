import { useEffect } from "react";
import { useTab } from "@/components/connection/live";
import type { OpenedThread } from "@/lib/wire/threads";

/** Tells the tab which thread is on screen, and begins with how far the others were when its page was made. */
export function useOpenThread(opened: OpenedThread, isGone: boolean): void {
  const { positions, deliveries } = useTab();

  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever is let in again begins anew.
  useEffect(() => positions.open(opened.summary), [positions, opened, isGone]);
  useEffect(() => {
    deliveries.openReceipts(opened.thread.id, opened.receipts);
  }, [deliveries, opened]);
}
