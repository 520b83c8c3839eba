import { database, type Transaction } from "./client";
import { settings } from "./schema";

export type SettingsRow = typeof settings.$inferSelect;

/** Holds what everybody is held to as it is until the transaction ends. Others may do so at the same time. */
export function shareSettings(tx: Transaction): Promise<SettingsRow> {
  return onlyRow(tx.select().from(settings).for("share"));
}

/** Holds it against everybody else: who administers takes this lock first, so that one does so at a time. */
export function lockSettings(tx: Transaction): Promise<SettingsRow> {
  return onlyRow(tx.select().from(settings).for("no key update"));
}

export function findSettings(connection: Transaction | ReturnType<typeof database> = database()): Promise<SettingsRow> {
  return onlyRow(connection.select().from(settings));
}

/** Under the lock. */
export async function updateSettings(tx: Transaction, change: Partial<Omit<SettingsRow, "id">>): Promise<void> {
  await tx.update(settings).set(change);
}

async function onlyRow(query: PromiseLike<SettingsRow[]>): Promise<SettingsRow> {
  const [row] = await query;
  if (!row) throw new Error("The row of the settings is missing.");
  return row;
}
