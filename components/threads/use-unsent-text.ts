import { useSyncExternalStore } from "react";
import { onUnsentText, readUnsentText } from "@/components/composer/unsent-text";
import { useViewer } from "@/components/viewer";

/** What the viewer has typed in a thread and not sent; empty on the server, which does not know. */
export function useUnsentText(threadId: string): string {
  const { id } = useViewer();
  return useSyncExternalStore(
    onUnsentText,
    () => readUnsentText(id, threadId),
    () => "",
  );
}
