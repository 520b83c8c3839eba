import { randomUUID } from "node:crypto";
import { type AccountRow, findAccounts, insertAccount } from "@/db/accounts";
import type { Transaction } from "@/db/client";
import { type Administrator, administrate, requireAdministrator } from "@/lib/administrators";
import { audit } from "@/lib/audit";
import { hashPassword, NO_PASSWORD, requireGoodPassword } from "@/lib/passwords";
import { Refusal } from "@/lib/refusal";
import type { Account, AccountPage, ListAccounts, NewAccount } from "@/lib/wire/accounts";
import { ACCOUNTS_PER_PAGE } from "@/lib/wire/limits";

/** Such that it can be mentioned, and that no two look the same. */
const USERNAME = /^[a-z0-9][a-z0-9._-]{0,30}[a-z0-9]$/;

/** An account that can be opened, if nobody else has its username by then. */
export type PreparedAccount = { id: string; username: string; name: string; passwordHash: string };

/** Holds what somebody chose against the rules. It takes a third of a second, which no lock should wait for. */
export async function prepareAccount({ username, name, password }: NewAccount): Promise<PreparedAccount> {
  requireUsername(username);
  await requireGoodPassword(password, username);
  return { id: randomUUID(), username, name, passwordHash: await hashPassword(password) };
}

function requireUsername(username: string): void {
  if (!USERNAME.test(username)) throw new Refusal("unusable-username");
}

/** Opens an account; answers what a session of its person begins with. */
export async function openAccount(tx: Transaction, account: PreparedAccount, role?: "administrator") {
  if (!(await insertAccount(tx, { ...account, ...(role && { role }) }))) throw new Refusal("username-taken");
  return { id: account.id, authVersion: 1 };
}

/** Opens an account of which nobody knows a password yet: a reset link is the way into it. Answers the person's id. */
export async function createAccount(
  viewer: Administrator,
  { username, name }: Pick<NewAccount, "username" | "name">,
): Promise<string> {
  requireUsername(username);
  const account = { id: randomUUID(), username, name, passwordHash: NO_PASSWORD };
  await administrate(viewer, async (tx) => {
    await openAccount(tx, account);
    await audit({ action: "account-created", actorId: viewer?.id ?? null, subjectId: account.id }, tx);
  });
  return account.id;
}

/** A page of everybody who has an account, also those who are deactivated. */
export async function listAccounts(viewer: Administrator, { query, after }: ListAccounts): Promise<AccountPage> {
  requireAdministrator(viewer);
  const rows = await findAccounts(query.trim(), after, ACCOUNTS_PER_PAGE + 1);
  const accounts = rows.slice(0, ACCOUNTS_PER_PAGE).map(toAccount);
  return { accounts, nextAfter: rows.length > ACCOUNTS_PER_PAGE ? (accounts.at(-1)?.username ?? null) : null };
}

function toAccount({ disabledAt, ...account }: AccountRow): Account {
  return { ...account, isDeactivated: disabledAt !== null };
}
