import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { database, type Transaction } from "./client";
import { resetLinks, users } from "./schema";

const isOpen = and(isNull(resetLinks.endedAt), gt(resetLinks.expiresAt, sql`now()`));

/** Makes somebody's only reset link: what they had before has ended. */
export async function replaceReset(
  tx: Transaction,
  { hours, ...link }: { id: string; tokenHash: string; userId: string; createdBy: string | null; hours: number },
): Promise<void> {
  await tx
    .update(resetLinks)
    .set({ endedAt: sql`now()` })
    .where(and(eq(resetLinks.userId, link.userId), isNull(resetLinks.endedAt)));
  await tx.insert(resetLinks).values({ ...link, expiresAt: sql`now() + make_interval(hours => ${hours})` });
}

/** Whose password an open link sets; undefined when it has ended, or their account does not work. */
export async function findResetPerson(tokenHash: string) {
  const [person] = await database()
    .select({ id: users.id, username: users.username })
    .from(resetLinks)
    .innerJoin(users, eq(users.id, resetLinks.userId))
    .where(and(eq(resetLinks.tokenHash, tokenHash), isOpen, isNull(users.disabledAt)));
  return person;
}

/** Uses a link up, in turn with all others who try; false when it has ended by then. */
export async function updateResetEnded(tx: Transaction, tokenHash: string): Promise<boolean> {
  const ended = await tx
    .update(resetLinks)
    .set({ endedAt: sql`now()` })
    .where(and(eq(resetLinks.tokenHash, tokenHash), isOpen))
    .returning({ id: resetLinks.id });
  return ended.length > 0;
}

/** Ends every link that somebody made, for whomever. */
export async function updateResetsEnded(tx: Transaction, createdBy: string): Promise<void> {
  await tx
    .update(resetLinks)
    .set({ endedAt: sql`now()` })
    .where(and(eq(resetLinks.createdBy, createdBy), isOpen));
}
