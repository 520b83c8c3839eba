import { type AccountRow, lockAccount, updateAccountDisabled, updateAccountEnabled, updateRole } from "@/db/accounts";
import type { Transaction } from "@/db/client";
import { updateSessionsRevoked } from "@/db/sessions";
import { type Administrator, administrate, withdrawAdministration } from "@/lib/administrators";
import { audit } from "@/lib/audit";
import { Refusal } from "@/lib/refusal";
import { announceEnded } from "@/lib/sessions";
import type { NameAccount, SetRole } from "@/lib/wire/accounts";

type Named = Pick<NameAccount, "personId">;

/** Lets somebody in no more, and closes what they have open. What they said, and their name, stay. */
export async function deactivateAccount(viewer: Administrator, { personId }: Named): Promise<void> {
  const ended = await changeAccount(viewer, personId, async (tx, account) => {
    if (account.disabledAt) return [];
    await updateAccountDisabled(tx, personId);
    if (account.role === "administrator") await withdrawAdministration(tx, personId);
    await audit({ action: "account-deactivated", actorId: viewer?.id ?? null, subjectId: personId }, tx);
    return updateSessionsRevoked(tx, personId);
  });
  announceEnded(ended);
}

/** Lets somebody sign in again who was kept out. */
export async function reactivateAccount(viewer: Administrator, { personId }: Named): Promise<void> {
  await changeAccount(viewer, personId, async (tx, account) => {
    if (!account.disabledAt) return;
    await updateAccountEnabled(tx, personId);
    await audit({ action: "account-reactivated", actorId: viewer?.id ?? null, subjectId: personId }, tx);
  });
}

/** Makes somebody an administrator, or takes that away. */
export async function setRole(viewer: Administrator, { personId, role }: Named & Pick<SetRole, "role">): Promise<void> {
  await changeAccount(viewer, personId, async (tx, account) => {
    if (account.role === role) return;
    await updateRole(tx, personId, role);
    if (role === "member") await withdrawAdministration(tx, personId);
    await audit(
      { action: "account-role-set", actorId: viewer?.id ?? null, subjectId: personId, details: { role } },
      tx,
    );
  });
}

function changeAccount<Value>(
  viewer: Administrator,
  personId: string,
  change: (tx: Transaction, account: AccountRow) => Promise<Value>,
): Promise<Value> {
  return administrate(viewer, async (tx) => {
    const account = await lockAccount(tx, personId);
    if (!account) throw new Refusal("no-such-person");
    return change(tx, account);
  });
}
