import type { Person } from "@/lib/wire/people";
import type { Receipt } from "@/lib/wire/read-positions";
import type { Thread } from "@/lib/wire/threads";

/** How far a message of the viewer's has come with the other person of a direct thread. */
export type Arrival = "sent" | "delivered" | "read";

/** Somebody whose position is known, and when they came to it. */
export type Reader = Person & { seenAt: string | null };

/** In a group nobody asks how far a message has come with one person: who has read it is shown beside it. */
export function arrivalOf(seq: number, kind: Thread["kind"], receipts: Receipt[]): Arrival {
  const [other] = receipts;
  if (kind === "group" || !other) return "sent";
  if (other.seenSeq >= seq) return "read";
  return other.deliveredSeq >= seq ? "delivered" : "sent";
}

/** A message that can carry a mark. */
type Place = { seq: number; author: { id: string } };

/**
 * Where people are in a group: at the last of these messages, which are in order, that they have seen. Whoever has not
 * come to the first of them is nowhere, and at a message of one's own one need not be shown.
 */
export function readersAt(places: Place[], thread: Thread, receipts: Receipt[]): Map<number, Reader[]> {
  const readers = new Map<number, Reader[]>();
  if (thread.kind !== "group") return readers;
  for (const receipt of receipts) {
    const reader = readerOf(thread, receipt);
    const place = places.findLast(({ seq }) => seq <= receipt.seenSeq);
    if (!reader || !place || place.seq < receipt.readableFrom || place.author.id === reader.id) continue;
    readers.set(place.seq, [...(readers.get(place.seq) ?? []), reader].sort(byTime));
  }
  return readers;
}

/** Everybody who has read a message, those who went on reading too, the earliest first. */
export function readersOf(seq: number, authorId: string, thread: Thread, receipts: Receipt[]): Reader[] {
  return receipts
    .filter(({ personId, seenSeq, readableFrom }) => personId !== authorId && seenSeq >= seq && readableFrom <= seq)
    .flatMap((receipt) => readerOf(thread, receipt) ?? [])
    .sort(byTime);
}

/** Of somebody who has left meanwhile nobody is told. */
function readerOf({ participants }: Thread, { personId, seenAt }: Receipt): Reader | undefined {
  const person = participants.find(({ id }) => id === personId);
  return person && { id: person.id, name: person.name, pictureId: person.pictureId, seenAt };
}

function byTime(one: Reader, other: Reader): number {
  return (one.seenAt ?? "").localeCompare(other.seenAt ?? "") || one.name.localeCompare(other.name);
}
