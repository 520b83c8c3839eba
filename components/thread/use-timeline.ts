import { skipToken, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { listMessages } from "@/app/actions/messages";
import { timelineKey } from "@/components/connection/deliveries";
import { useTab } from "@/components/connection/live";
import { useViewer } from "@/components/viewer";
import type { OpenedThread } from "@/lib/wire/threads";
import { openTimeline, prependPage, reopenTimeline, type Timeline } from "./timeline";

/** The live timeline of a thread, begun with what its page showed. */
export function useTimeline(opened: OpenedThread) {
  const tab = useTab();
  const viewer = useViewer();
  const threadId = opened.thread.id;
  const [isLoadingOlder, setLoadingOlder] = useState(false);
  const { data: timeline = openTimeline(opened) } = useQuery<Timeline>({
    queryKey: timelineKey(threadId),
    queryFn: skipToken,
    initialData: () => openTimeline(opened),
  });

  useEffect(() => {
    const held = reopenTimeline(tab.client.getQueryData(timelineKey(opened.thread.id)), opened);
    tab.deliveries.putTimeline(held);
    tab.join(opened.thread.id, held.rev);
  }, [tab, opened]);

  async function loadOlder() {
    const before = timeline.messages[0]?.seq;
    if (isLoadingOlder || !timeline.hasOlder || before === undefined) return;
    setLoadingOlder(true);
    const outcome = await listMessages({ viewerId: viewer.id, threadId, before }).catch(() => null);
    setLoadingOlder(false);
    if (outcome?.ok) tab.deliveries.changeTimeline(threadId, (held) => prependPage(held, outcome.value));
  }

  const { thread, messages, hasOlder, isGone } = timeline;
  return { thread, messages, hasOlder, isGone, isLoadingOlder, loadOlder };
}
