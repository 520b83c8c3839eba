import { useSyncExternalStore } from "react";
import { useTab } from "@/components/connection/live";
import type { Quote } from "@/lib/wire/excerpts";
import type { MessageFile } from "@/lib/wire/files";
import type { OutboxDraft } from "./outbox-draft";
import { randomId } from "./random-id";

const NO_DRAFTS: OutboxDraft[] = [];

/** The drafts of a thread, in the order they were written. */
export function useOutbox(threadId: string) {
  const { outbox, positions, retryNow } = useTab();
  const drafts = useSyncExternalStore(outbox.subscribe, outbox.drafts, () => NO_DRAFTS);

  const pausedUntil = useSyncExternalStore(
    outbox.subscribe,
    () => outbox.pausedUntil(threadId),
    () => null,
  );

  return {
    /** Until when the server takes no more; null when it takes what is written. */
    pausedUntil,
    drafts: drafts.filter((draft) => draft.threadId === threadId),
    send(body: string, quote: Quote | null, files: MessageFile[]): void {
      void outbox.add({ id: randomId(), threadId, body, quote, files });
      positions.resume(threadId);
      // Whoever writes does not want to wait for the next try, nor for one that never comes.
      retryNow();
    },
    retry: (id: string) => void outbox.retry(id),
    remove: (id: string) => void outbox.delete(id),
  };
}
