import type { Receipt } from "@/lib/wire/read-positions";

/** How far somebody is now. Of what comes in whatever order, the furthest stays. */
export function putReceipt(receipts: Receipt[], receipt: Receipt): Receipt[] {
  const held = receipts.find(({ personId }) => personId === receipt.personId);
  return [...receipts.filter((other) => other !== held), held ? furthest(held, receipt) : receipt];
}

/** Those of whom the server tells now, and of nobody else: whoever left, or tells no more, is not among them. */
export function replaceReceipts(held: Receipt[], told: Receipt[]): Receipt[] {
  const before = new Map(held.map((receipt) => [receipt.personId, receipt]));
  return told.map((receipt) => furthest(before.get(receipt.personId) ?? receipt, receipt));
}

function furthest(one: Receipt, other: Receipt): Receipt {
  const seen = one.seenSeq > other.seenSeq ? one : other;
  return {
    ...other,
    ...seen,
    deliveredSeq: Math.max(one.deliveredSeq, other.deliveredSeq),
    readableFrom: other.readableFrom,
  };
}
