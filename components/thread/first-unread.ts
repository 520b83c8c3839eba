import type { MessagePage } from "@/lib/wire/messages";

/**
 * Where reading goes on: the place of the first message that somebody else wrote after the last one read, or the place
 * right after that one when the page does not reach back so far. Null when there is nothing to read.
 */
export function firstUnreadOf(
  { messages, hasOlder }: MessagePage,
  lastReadSeq: number,
  viewerId: string,
): number | null {
  const first = messages.find(
    ({ seq, author, event, isDeleted }) => seq > lastReadSeq && author.id !== viewerId && !event && !isDeleted,
  );
  if (!first) return null;

  const reachesBack = !hasOlder || messages.some(({ seq }) => seq <= lastReadSeq + 1);
  return reachesBack ? first.seq : lastReadSeq + 1;
}
