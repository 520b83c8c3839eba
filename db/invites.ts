import { and, desc, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { database, type Transaction } from "./client";
import { invites, users } from "./schema";

const isOpen = and(isNull(invites.revokedAt), gt(invites.expiresAt, sql`now()`), lt(invites.uses, invites.maxUses));

export async function insertInvite(
  tx: Transaction,
  { days, ...invite }: { id: string; tokenHash: string; createdBy: string; maxUses: number; days: number },
): Promise<void> {
  await tx.insert(invites).values({ ...invite, expiresAt: sql`now() + make_interval(days => ${days})` });
}

/** The invites with which people can still join, newest first; of more than can be shown, those. */
export function findOpenInvites(limit: number) {
  return database()
    .select({
      id: invites.id,
      createdBy: { id: users.id, name: users.name },
      createdAt: invites.createdAt,
      expiresAt: invites.expiresAt,
      uses: invites.uses,
      maxUses: invites.maxUses,
    })
    .from(invites)
    .innerJoin(users, eq(users.id, invites.createdBy))
    .where(isOpen)
    .orderBy(desc(invites.createdAt), desc(invites.id))
    .limit(limit);
}

export async function isInviteOpen(tokenHash: string): Promise<boolean> {
  const found = await database()
    .select({ id: invites.id })
    .from(invites)
    .where(and(eq(invites.tokenHash, tokenHash), isOpen));
  return found.length > 0;
}

/** Takes one use of an invite, in turn with all others; answers its id, or undefined when there is none left to take. */
export async function updateInviteUsed(tx: Transaction, tokenHash: string): Promise<string | undefined> {
  const [used] = await tx
    .update(invites)
    .set({ uses: sql`${invites.uses} + 1` })
    .where(and(eq(invites.tokenHash, tokenHash), isOpen))
    .returning({ id: invites.id });
  return used?.id;
}

/** Ends an invite; false when it had ended before, or never was. */
export async function updateInviteRevoked(tx: Transaction, inviteId: string): Promise<boolean> {
  const revoked = await tx
    .update(invites)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(invites.id, inviteId), isOpen))
    .returning({ id: invites.id });
  return revoked.length > 0;
}

/** Ends every invite that somebody made. */
export async function updateInvitesRevoked(tx: Transaction, createdBy: string): Promise<void> {
  await tx
    .update(invites)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(invites.createdBy, createdBy), isOpen));
}
