import { useState } from "react";
import { useThreadList } from "@/components/threads/use-thread-list";
import { useViewer } from "@/components/viewer";
import type { OpenedThread } from "@/lib/wire/threads";
import { firstUnreadOf } from "./first-unread";

/** Where the unread messages began when the thread was opened; it stays there however far is read. */
export function useFirstUnread({ summary, page }: OpenedThread): number | null {
  const viewer = useViewer();
  const listed = useThreadList().threads.find(({ id }) => id === summary.id);
  // Going back shows a page of a while ago: the list knows better how far has been read since.
  const newest = listed && listed.readVersion > summary.readVersion ? listed : summary;
  const [firstUnread] = useState(() => firstUnreadOf(page, newest.lastReadSeq, viewer.id));
  return firstUnread;
}
