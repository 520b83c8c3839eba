import { countAdministrators } from "@/db/accounts";
import { transaction } from "@/db/client";
import { findSettings, lockSettings, updateSettings } from "@/db/settings";
import { openAccount, prepareAccount } from "@/lib/accounts";
import { audit } from "@/lib/audit";
import { addressOf, type Device } from "@/lib/device";
import { requireWithin } from "@/lib/limiter";
import { Refusal } from "@/lib/refusal";
import type { SessionClaims } from "@/lib/session-cookie";
import { beginSession } from "@/lib/sessions";
import { hashToken, makeToken } from "@/lib/tokens";
import type { NewAccountByLink } from "@/lib/wire/accounts";

/** The one-time link that makes an administrator where there is none, or null. Whatever link there was before ends. */
export function makeSetUpPath(): Promise<string | null> {
  const { token, tokenHash } = makeToken();
  return transaction(async (tx) => {
    await lockSettings(tx);
    const isNeeded = (await countAdministrators(tx)) === 0;
    await updateSettings(tx, { setUpTokenHash: isNeeded ? tokenHash : null });
    return isNeeded ? `/set-up/${token}` : null;
  });
}

/** Refuses a link with which nothing can be set up now. Looking uses nothing up. */
export async function requireSetUp(token: string): Promise<void> {
  requireToken(token, await findSettings());
}

/** Opens the first administrator's account and begins a session in it: of all who come at once, for one. */
export async function setUp({ token, ...given }: NewAccountByLink, device: Device): Promise<SessionClaims> {
  await requireWithin("new-account", addressOf(device));
  await requireSetUp(token);
  const account = await prepareAccount(given);

  const person = await transaction(async (tx) => {
    requireToken(token, await lockSettings(tx));
    if ((await countAdministrators(tx)) > 0) throw new Refusal("link-ended");
    await updateSettings(tx, { setUpTokenHash: null });
    const opened = await openAccount(tx, account, "administrator");
    await audit({ action: "set-up", actorId: opened.id, ip: device.ip }, tx);
    return opened;
  });
  return beginSession(person, device);
}

function requireToken(token: string, { setUpTokenHash }: { setUpTokenHash: string | null }): void {
  if (setUpTokenHash !== hashToken(token)) throw new Refusal("link-ended");
}
