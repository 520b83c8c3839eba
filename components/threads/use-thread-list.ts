import { skipToken, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { listThreads } from "@/app/actions/threads";
import { LIST_KEY } from "@/components/connection/deliveries";
import { useTab } from "@/components/connection/live";
import { useViewer } from "@/components/viewer";
import type { ThreadSummary } from "@/lib/wire/threads";
import { appendPage, type ListedThreads } from "./listed-threads";

/** The viewer's conversations by last activity, as far as they are loaded. */
export function useThreadList(): { threads: ThreadSummary[]; hasMore: boolean; loadMore: () => void } {
  const { deliveries } = useTab();
  const viewer = useViewer();
  const [isLoading, setLoading] = useState(false);
  const { data: list } = useQuery<ListedThreads>({ queryKey: LIST_KEY, queryFn: skipToken });

  async function loadMore() {
    const before = list?.nextBefore;
    if (!before || isLoading) return;
    setLoading(true);
    const outcome = await listThreads({ viewerId: viewer.id, before }).catch(() => null);
    setLoading(false);
    if (outcome?.ok) deliveries.changeList((held) => appendPage(held, outcome.value));
  }

  return { threads: list?.threads ?? [], hasMore: list?.nextBefore != null, loadMore };
}
