import { skipToken, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { listThreads } from "@/app/actions/threads";
import { LIST_KEY } from "@/components/connection/deliveries";
import { useTab } from "@/components/connection/live";
import { useViewer } from "@/components/viewer";
import type { ThreadSummary } from "@/lib/wire/threads";
import { type Sections, sectionsOf } from "./attention";
import { appendPage, countUnreadThreads, type ListedThreads } from "./listed-threads";
import { useMuteClock } from "./use-mute-clock";

const NO_THREADS: ThreadSummary[] = [];

type ThreadList = {
  /** By last activity. */
  threads: ThreadSummary[];
  /** The same as they are shown. */
  sections: Sections;
  /** Conversations that call with something unread, those that are not loaded among them. */
  unreadThreads: number;
  hasMore: boolean;
  loadMore: () => void;
};

/** The viewer's conversations by last activity, as far as they are loaded. */
export function useThreadList(): ThreadList {
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

  const threads = list?.threads ?? NO_THREADS;
  const now = useMuteClock(threads);
  return {
    threads,
    sections: sectionsOf(threads, now),
    unreadThreads: list ? countUnreadThreads(list, now) : 0,
    hasMore: list?.nextBefore != null,
    loadMore,
  };
}
