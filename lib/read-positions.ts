import { updatePosition, updatePositionBack, updatePositionsToEnd } from "@/db/read-positions";
import { announce } from "@/lib/realtime";
import { announceReceipts } from "@/lib/receipts";
import { Refusal } from "@/lib/refusal";
import type { Viewer } from "@/lib/sessions";
import { summaryOf } from "@/lib/threads";
import type { MarkUnread, ReadPosition } from "@/lib/wire/read-positions";

/** How far the viewer's tabs are in a thread: what they displayed, as `DisplayedThread` says it, and what they have. */
export type Progress = { displayed: { seq: number; version: number } | null; received: number };

/** Notes how far the viewer's tabs are, and tells all who may know. Answers where the viewer is, if that was asked. */
export async function moveReadPosition(
  viewer: { id: string },
  threadId: string,
  progress: Progress,
): Promise<ReadPosition | null> {
  const moved = await updatePosition({ threadId, userId: viewer.id }, progress);
  if (moved) announceReceipts(viewer, [moved]);
  if (!progress.displayed) return null;

  const position = await readPositionOf(viewer, threadId);
  if (moved) announce({ type: "thread:read", userId: viewer.id, positions: [position] });
  return position;
}

/**
 * Sets the position anew, before the message at `seq`. A tab that displayed it earlier and says so later is not heard:
 * it knew an older version. What others were told of the viewer's reading stays.
 */
export async function markUnread(viewer: Viewer, { threadId, ...mark }: MarkUnread): Promise<ReadPosition> {
  const isMoved = await updatePositionBack({ threadId, userId: viewer.id }, mark);
  const position = await readPositionOf(viewer, threadId);
  if (isMoved) announce({ type: "thread:read", userId: viewer.id, positions: [position] });
  return position;
}

/** Everything that was said up to now counts as read, in every thread of the viewer. */
export async function markAllRead(viewer: Viewer): Promise<ReadPosition[]> {
  const moved = await updatePositionsToEnd(viewer.id);
  if (moved.length === 0) return [];
  const positions = moved.map(({ threadId, seq, version, rev }) => ({
    ...{ threadId, seq, version, rev },
    ...{ unread: 0, mentions: 0 },
  }));
  announce({ type: "thread:read", userId: viewer.id, positions });
  announceReceipts(viewer, moved);
  return positions;
}

async function readPositionOf(viewer: { id: string }, threadId: string): Promise<ReadPosition> {
  const summary = await summaryOf(viewer, threadId);
  if (!summary) throw new Refusal("not-a-participant");
  const { lastReadSeq: seq, readVersion: version, unread, mentions, rev } = summary;
  return { threadId, seq, version, unread, mentions, rev };
}
