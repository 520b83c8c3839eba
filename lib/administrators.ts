import { countAdministrators, isAdministrator } from "@/db/accounts";
import { type Transaction, transaction } from "@/db/client";
import { updateInvitesRevoked } from "@/db/invites";
import { updateResetsEnded } from "@/db/resets";
import { lockSettings } from "@/db/settings";
import { Refusal } from "@/lib/refusal";
import type { Viewer } from "@/lib/sessions";

/** Who administers: an administrator, or null for whoever is at the server's command line. */
export type Administrator = Viewer | null;

export function requireAdministrator(viewer: Administrator): void {
  if (viewer && viewer.role !== "administrator") throw new Refusal("not-allowed");
}

/**
 * Changes something under the lock of the settings' row, which everybody who administers takes: of two administrators
 * who take each other's role away at once, the second one is none any more.
 */
export function administrate<Value>(
  viewer: Administrator,
  change: (tx: Transaction) => Promise<Value>,
): Promise<Value> {
  requireAdministrator(viewer);
  return transaction(async (tx) => {
    await lockSettings(tx);
    if (viewer && !(await isAdministrator(tx, viewer))) throw new Refusal("not-allowed");
    return change(tx);
  });
}

/**
 * Takes from somebody what they could do as an administrator, under that lock and after the change: the links that they
 * made would be a way back in. Refuses when nobody would be left to administer.
 */
export async function withdrawAdministration(tx: Transaction, personId: string): Promise<void> {
  if ((await countAdministrators(tx)) === 0) throw new Refusal("last-administrator");
  await updateInvitesRevoked(tx, personId);
  await updateResetsEnded(tx, personId);
}
