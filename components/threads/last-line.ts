import { saidInWords } from "@/components/message/said-in-words";
import { eventInWords } from "@/components/words";
import type { ThreadSummary } from "@/lib/wire/threads";

/** No list is as wide as this; a message of ten thousand characters need not be in it whole. */
export const LINE_LENGTH = 160;

/** The last thing said, and by whom where that is not plain: "You: On my way", "Bob: Booked", "Bob added Eve". */
export function lastLineOf({ kind, lastMessage }: ThreadSummary, viewerId: string): string {
  if (!lastMessage) return "No messages yet";
  const { author, event, isDeleted } = lastMessage;
  if (event) return eventInWords(event, author, viewerId);
  if (isDeleted) return "Message deleted";

  const line = saidInWords(lastMessage).slice(0, LINE_LENGTH);
  if (author.id === viewerId) return `You: ${line}`;
  return kind === "group" ? `${author.name}: ${line}` : line;
}
