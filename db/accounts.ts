import { and, asc, eq, gt, ilike, isNull, or, sql } from "drizzle-orm";
import { database, type Transaction } from "./client";
import { escapeLike } from "./people";
import { sessions, users } from "./schema";
import { live } from "./sessions";

/** Adds somebody; false when their username is taken. */
export async function insertAccount(tx: Transaction, account: typeof users.$inferInsert): Promise<boolean> {
  const added = await tx.insert(users).values(account).onConflictDoNothing().returning({ id: users.id });
  return added.length > 0;
}

/** How many people can administer: whose account works, and who have the role. */
export function countAdministrators(tx: Transaction): Promise<number> {
  return tx.$count(users, and(eq(users.role, "administrator"), isNull(users.disabledAt)));
}

/** Whether somebody is an administrator, in a session that goes on. */
export async function isAdministrator(tx: Transaction, viewer: { id: string; sessionId: string }): Promise<boolean> {
  const found = await tx
    .select({ id: users.id })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.id, viewer.sessionId), eq(users.id, viewer.id), eq(users.role, "administrator"), live));
  return found.length > 0;
}

const accountColumns = {
  id: users.id,
  username: users.username,
  name: users.name,
  pictureId: users.pictureId,
  role: users.role,
  disabledAt: users.disabledAt,
};

export type AccountRow = Awaited<ReturnType<typeof findAccounts>>[number];

/** Those whose name (or a later word of it) or username begins so, in the order of usernames, behind `after`. */
export function findAccounts(beginning: string, after: string, limit: number) {
  const begins = `${escapeLike(beginning)}%`;
  return database()
    .select(accountColumns)
    .from(users)
    .where(
      and(
        isNull(users.deletedAt),
        gt(users.username, after),
        or(ilike(users.name, begins), ilike(users.name, `% ${begins}`), ilike(users.username, begins)),
      ),
    )
    .orderBy(asc(users.username))
    .limit(limit);
}

export async function findAccountId(username: string): Promise<string | undefined> {
  const [found] = await database().select({ id: users.id }).from(users).where(eq(users.username, username));
  return found?.id;
}

/** Holds an account until the transaction ends; undefined when there is none, or it was deleted. */
export async function lockAccount(tx: Transaction, personId: string): Promise<AccountRow | undefined> {
  const [account] = await tx
    .select(accountColumns)
    .from(users)
    .where(and(eq(users.id, personId), isNull(users.deletedAt)))
    .for("no key update");
  return account;
}

export async function updateRole(tx: Transaction, personId: string, role: AccountRow["role"]): Promise<void> {
  await tx.update(users).set({ role }).where(eq(users.id, personId));
}

/** Lets nobody in as this person from now on: a session that is only just beginning knows an older version. */
export async function updateAccountDisabled(tx: Transaction, personId: string): Promise<void> {
  await tx.update(users).set({ disabledAt: sql`now()`, authVersion: nextAuthVersion }).where(eq(users.id, personId));
}

export async function updateAccountEnabled(tx: Transaction, personId: string): Promise<void> {
  await tx.update(users).set({ disabledAt: null }).where(eq(users.id, personId));
}

/** Gives an account another password; answers which version of it a session has to know from then on. */
export async function updatePassword(tx: Transaction, personId: string, passwordHash: string): Promise<number> {
  const [updated] = await tx
    .update(users)
    .set({ passwordHash, authVersion: nextAuthVersion })
    .where(eq(users.id, personId))
    .returning({ authVersion: users.authVersion });
  if (!updated) throw new Error("The account is missing.");
  return updated.authVersion;
}

const nextAuthVersion = sql`${users.authVersion} + 1`;
