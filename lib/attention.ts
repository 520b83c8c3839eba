import { countOtherPins, updateAttention } from "@/db/attention";
import { type Transaction, transaction } from "@/db/client";
import { lockPerson } from "@/db/people";
import { announce } from "@/lib/realtime";
import { Refusal } from "@/lib/refusal";
import type { Viewer } from "@/lib/sessions";
import type { Attention, SetAttention, ThreadAttention } from "@/lib/wire/attention";
import { PINS_LIMIT } from "@/lib/wire/limits";

/** Mutes, pins or archives a thread for the viewer alone, or takes that back; on each of their devices at once. */
export async function setAttention(viewer: Viewer, { threadId, change }: SetAttention): Promise<ThreadAttention> {
  const row = await transaction(async (tx) => {
    if ("isPinned" in change && change.isPinned) await requireRoomForPin(tx, viewer, threadId);
    return updateAttention(tx, { threadId, userId: viewer.id }, change);
  });
  if (!row) throw new Refusal("not-a-participant");
  const attention = { threadId, ...toAttention(row) };
  announce({ type: "thread:attention", userId: viewer.id, attention });
  return attention;
}

/** Under the lock of the person's row: pins of two devices take turns. */
async function requireRoomForPin(tx: Transaction, viewer: Viewer, threadId: string): Promise<void> {
  await lockPerson(tx, viewer.id);
  if ((await countOtherPins(tx, viewer.id, threadId)) >= PINS_LIMIT) throw new Refusal("too-many-pins");
}

type AttentionRow = { version: number; mutedUntil: Date | null; pinnedAt: Date | null; archivedAt: Date | null };

export function toAttention({ version, mutedUntil, pinnedAt, archivedAt }: AttentionRow): Attention {
  const asText = (moment: Date | null) => moment?.toISOString() ?? null;
  return { version, mutedUntil: asText(mutedUntil), pinnedAt: asText(pinnedAt), archivedAt: asText(archivedAt) };
}
