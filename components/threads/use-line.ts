import { skipToken, useQuery } from "@tanstack/react-query";
import { LIST_KEY } from "@/components/connection/deliveries";
import type { ThreadSummary } from "@/lib/wire/threads";
import type { ListedThreads } from "./listed-threads";

/** A thread's line in the list as it is now; what its page showed when it is too far down to be loaded. */
export function useLine(shown: ThreadSummary): ThreadSummary {
  const { data: list } = useQuery<ListedThreads>({ queryKey: LIST_KEY, queryFn: skipToken });
  return list?.threads.find(({ id }) => id === shown.id) ?? shown;
}
