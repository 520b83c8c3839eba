import { useState } from "react";
import { useTab } from "@/components/connection/live";
import { comparePositions } from "@/components/threads/listed-threads";
import { useThreadList } from "@/components/threads/use-thread-list";
import { useViewer } from "@/components/viewer";
import type { OpenedThread } from "@/lib/wire/threads";
import { firstUnreadOf } from "./first-unread";

/**
 * Where the unread messages began when the thread was opened; it stays there however far is read, until a message is
 * marked as unread, here or on another device.
 */
export function useFirstUnread({ summary, page, firstUnread }: OpenedThread): number | null {
  const viewer = useViewer();
  const { deliveries } = useTab();
  const listed = useThreadList().threads.find(({ id }) => id === summary.id);
  const after = (lastReadSeq: number) =>
    firstUnreadOf(deliveries.timelineOf(summary.id)?.messages ?? page.messages, lastReadSeq, viewer.id);

  const [begun, setBegun] = useState(() => {
    // Going back shows a page of a while ago: the list knows better how far has been read since.
    const isOutdated = listed !== undefined && comparePositions(listed, summary) > 0;
    const { lastReadSeq, readVersion } = isOutdated ? listed : summary;
    return { place: isOutdated ? after(lastReadSeq) : firstUnread, readVersion };
  });
  if (listed && listed.readVersion > begun.readVersion) {
    setBegun({ place: after(listed.lastReadSeq), readVersion: listed.readVersion });
  }
  return begun.place;
}
