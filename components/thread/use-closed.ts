import { useIsBlocked } from "@/components/people/blocked";
import type { Timeline } from "@/components/timeline/timeline";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";

/** Why the viewer can write nothing in a thread, in words that stand in the composer's place; null while they can. */
export function useClosed({ thread, isGone }: Pick<Timeline, "thread" | "isGone">): string | null {
  const viewer = useViewer();
  const counterpart = thread.kind === "direct" ? thread.participants.find(({ id }) => id !== viewer.id) : undefined;
  // The one who was blocked is not told so: what they send is refused.
  const isBlocked = useIsBlocked(counterpart?.id);

  if (isGone) return inWords("not-a-participant");
  if (counterpart?.isDeleted) return "The account of this person was deleted. You can still read what was said here.";
  if (isBlocked) return "You have blocked this person. Unblock them in the details to write to each other again.";
  return null;
}
