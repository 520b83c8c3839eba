import type { Message } from "@/lib/wire/messages";

/** The place of the first message among these that somebody else wrote after the last one read; null without one. */
export function firstUnreadOf(messages: Message[], lastReadSeq: number, viewerId: string): number | null {
  const first = messages.find(
    ({ seq, author, event, isDeleted }) => seq > lastReadSeq && author.id !== viewerId && !event && !isDeleted,
  );
  return first?.seq ?? null;
}
