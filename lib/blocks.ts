import { deleteBlock, findBlockedIds, findBlocksMadeWithin, findEstranged, insertBlock } from "@/db/blocks";
import { type Transaction, transaction } from "@/db/client";
import { directThreadId } from "@/db/direct-thread";
import { lockThread } from "@/db/threads";
import { findPersons } from "@/lib/people";
import { announce, type BlocksChanged } from "@/lib/realtime";
import { Refusal } from "@/lib/refusal";
import type { Viewer } from "@/lib/sessions";
import type { SetBlock } from "@/lib/wire/blocks";

/**
 * Blocks somebody, or lets them be again; answers whom the viewer has blocked then. Under the lock of the direct thread of
 * the two, which sending takes too: after the commit nothing is accepted there.
 */
export async function setBlock(viewer: Viewer, { personId, isBlocked }: SetBlock): Promise<string[]> {
  if (personId === viewer.id) throw new Refusal("not-allowed");
  if (isBlocked) await findPersons([personId]);

  await transaction(async (tx) => {
    await lockThread(tx, directThreadId(viewer.id, personId));
    const set = isBlocked ? insertBlock : deleteBlock;
    await set(tx, viewer.id, personId);
  });
  const block = await blockOf(viewer.id, personId);
  announce(block);
  return block.blockedIds;
}

/** How it is now between two people of whom the first has blocked the other, or let them be again. */
export async function blockOf(userId: string, personId: string): Promise<BlocksChanged> {
  const [blockedIds, estranged] = await Promise.all([findBlockedIds(userId), findEstranged(userId)]);
  return { type: "blocks:changed", userId, blockedIds, personId, areEstranged: estranged.includes(personId) };
}

/** Blocks that were made a moment ago, for the nodes that the word of it may not have reached. */
export function blocksMadeWithin(seconds: number) {
  return findBlocksMadeWithin(seconds);
}

/** Those who and the viewer are told nothing of each other. */
export function estrangedFrom(viewer: { id: string }): Promise<string[]> {
  return findEstranged(viewer.id);
}

/** In a direct thread nothing is said or changed while one of the two has blocked the other. Under the thread's lock. */
export async function requireUnblocked(tx: Transaction, viewer: Viewer, threadId: string): Promise<void> {
  const others = await findEstranged(viewer.id, tx);
  if (others.some((id) => directThreadId(viewer.id, id) === threadId)) throw new Refusal("blocked");
}
