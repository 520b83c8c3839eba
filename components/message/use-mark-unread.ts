import { markUnread } from "@/app/actions/read-positions";
import { useTab } from "@/components/connection/live";
import { showToast } from "@/components/ui/toasts";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import { NO_ANSWER, type Outcome } from "@/lib/wire/outcome";
import type { ReadPosition } from "@/lib/wire/read-positions";

/** Makes a message the first unread one of its thread, on every device of the viewer. */
export function useMarkUnread(threadId: string) {
  const { positions } = useTab();
  const viewerId = useViewer().id;

  async function mark(seq: number): Promise<Outcome<ReadPosition>> {
    const version = positions.versionOf(threadId);
    // Next answers nothing when the page that knows the action was left meanwhile.
    const outcome = (await markUnread({ viewerId, threadId, seq, version }).catch(() => NO_ANSWER)) ?? NO_ANSWER;
    if (outcome.ok) positions.hear([outcome.value]);
    return outcome;
  }

  return async (seq: number): Promise<void> => {
    const outcome = await mark(seq);
    // Another device has set it anew in the same moment: the last word is this one's.
    const last = outcome.ok && outcome.value.seq >= seq ? await mark(seq) : outcome;
    if (!last.ok) showToast(inWords(last));
  };
}
