import { findReceipts } from "@/db/read-positions";
import { announce } from "@/lib/realtime";
import type { Receipt } from "@/lib/wire/read-positions";

/** How far the others in a thread are, as far as they tell; nothing for a viewer who does not tell either. */
export async function receiptsOf(viewer: { id: string }, threadId: string): Promise<Receipt[]> {
  const rows = await findReceipts(viewer.id, threadId);
  return rows.map(({ personId, ...row }) => toReceipt(personId, row));
}

type ReceiptRow = { deliveredSeq: number; seenSeq: number; seenAt: Date | null; readableFrom: number };
type MovedRow = ReceiptRow & { threadId: string; membershipVersion: number; receiptsOn: boolean };

/** Tells the others how far somebody is now, if they tell others at all. */
export function announceReceipts({ id: personId }: { id: string }, moved: MovedRow[]): void {
  const told = moved.filter(({ receiptsOn }) => receiptsOn);
  if (told.length === 0) return;
  const receipts = told.map(({ threadId, membershipVersion, ...row }) => ({
    ...{ threadId, membershipVersion },
    receipt: toReceipt(personId, row),
  }));
  announce({ type: "thread:receipts", personId, receipts });
}

function toReceipt(personId: string, { deliveredSeq, seenSeq, seenAt, readableFrom }: ReceiptRow): Receipt {
  return { personId, deliveredSeq, seenSeq, seenAt: seenAt?.toISOString() ?? null, readableFrom };
}
