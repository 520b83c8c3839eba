import { useThreadList } from "@/components/threads/use-thread-list";
import type { useTimeline } from "@/components/timeline/use-timeline";
import { useViewer } from "@/components/viewer";
import type { ThreadSummary } from "@/lib/wire/threads";

/** How many messages of others have not been read yet; of those that are not held it is only known that they are there. */
export function useMissed(
  summary: ThreadSummary,
  { messages, newest }: Pick<ReturnType<typeof useTimeline>, "messages" | "newest">,
): number {
  const viewer = useViewer();
  const { lastReadSeq } = useThreadList().threads.find(({ id }) => id === summary.id) ?? summary;
  const held = messages.filter(
    ({ seq, author, event, isDeleted }) => seq > lastReadSeq && author.id !== viewer.id && !event && !isDeleted,
  );
  return held.length + Math.max(0, newest - Math.max(lastReadSeq, messages.at(-1)?.seq ?? 0));
}
