import { and, type Column, eq, gt, notExists, or } from "drizzle-orm";
import { database, type Transaction } from "./client";
import { secondsAgo } from "./moments";
import { blocks } from "./schema";

export async function insertBlock(tx: Transaction, blockerId: string, blockedId: string): Promise<void> {
  await tx.insert(blocks).values({ blockerId, blockedId }).onConflictDoNothing();
}

export async function deleteBlock(tx: Transaction, blockerId: string, blockedId: string): Promise<void> {
  await tx.delete(blocks).where(and(eq(blocks.blockerId, blockerId), eq(blocks.blockedId, blockedId)));
}

/** Whom somebody has blocked. */
export async function findBlockedIds(blockerId: string): Promise<string[]> {
  const rows = await database().select({ id: blocks.blockedId }).from(blocks).where(eq(blocks.blockerId, blockerId));
  return rows.map(({ id }) => id);
}

/** Those between whom and somebody there is a block, whoever of the two made it. */
export async function findEstranged(
  userId: string,
  connection: Transaction | ReturnType<typeof database> = database(),
): Promise<string[]> {
  const rows = await connection
    .select()
    .from(blocks)
    .where(or(eq(blocks.blockerId, userId), eq(blocks.blockedId, userId)));
  return rows.map(({ blockerId, blockedId }) => (blockerId === userId ? blockedId : blockerId));
}

export function findBlocksMadeWithin(seconds: number) {
  return database()
    .select({ blockerId: blocks.blockerId, blockedId: blocks.blockedId })
    .from(blocks)
    .where(gt(blocks.createdAt, secondsAgo(seconds)));
}

/** There is no block between somebody and the person of a row. */
export function notEstranged(userId: string, person: Column) {
  const between = or(
    and(eq(blocks.blockerId, userId), eq(blocks.blockedId, person)),
    and(eq(blocks.blockedId, userId), eq(blocks.blockerId, person)),
  );
  return notExists(database().select({ id: blocks.blockerId }).from(blocks).where(between));
}
