import { deleteMessage, editMessage, removeLinkPreview, setReaction } from "@/app/actions/messages";
import { useTab } from "@/components/connection/live";
import { useViewer } from "@/components/viewer";
import type { Message } from "@/lib/wire/messages";
import { NO_ANSWER, type Outcome, type RefusalCode } from "@/lib/wire/outcome";

/** What the viewer can do to a message of a thread. Each answers why it was not done, or null when it was. */
export function useMessageChanges(threadId: string) {
  const { deliveries } = useTab();
  const viewerId = useViewer().id;

  /** The answer enters as a push does; whichever comes first. */
  async function changed(change: Promise<Outcome<Message>>): Promise<RefusalCode | null> {
    // Next answers nothing when the page that knows the action was left meanwhile.
    const outcome = (await change.catch(() => NO_ANSWER)) ?? NO_ANSWER;
    if (!outcome.ok) return outcome.code;
    deliveries.answeredChange(outcome.value);
    return null;
  }

  return {
    edit: (seq: number, body: string) => changed(editMessage({ viewerId, threadId, seq, body })),
    remove: (seq: number) => changed(deleteMessage({ viewerId, threadId, seq })),
    removePreview: (seq: number) => changed(removeLinkPreview({ viewerId, threadId, seq })),
    react: (seq: number, emoji: string, isOn: boolean) =>
      changed(setReaction({ viewerId, threadId, seq, emoji, isOn })),
  };
}
