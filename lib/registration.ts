import { transaction } from "@/db/client";
import { findSettings, shareSettings, updateSettings } from "@/db/settings";
import { openAccount, prepareAccount } from "@/lib/accounts";
import { administrate } from "@/lib/administrators";
import { audit } from "@/lib/audit";
import { addressOf, type Device } from "@/lib/device";
import { requireWithin } from "@/lib/limiter";
import { Refusal } from "@/lib/refusal";
import type { SessionClaims } from "@/lib/session-cookie";
import { beginSession, type Viewer } from "@/lib/sessions";
import type { NewAccount } from "@/lib/wire/accounts";
import type { Registration, SetRegistration } from "@/lib/wire/registration";

/** Who can make an account for themselves. No secret: the sign-in page shows it to everybody. */
export async function registration(): Promise<Registration> {
  return (await findSettings()).registration;
}

/** From the commit on: whoever is just registering waits for it, and is refused. Answers what it is now. */
export async function setRegistration(viewer: Viewer, { registration }: SetRegistration): Promise<Registration> {
  await administrate(viewer, async (tx) => {
    await updateSettings(tx, { registration });
    await audit({ action: "registration-set", actorId: viewer.id, details: { registration } }, tx);
  });
  return registration;
}

/** Opens an account for whoever comes, while registration is open, and begins a session in it. */
export async function register(given: NewAccount, device: Device): Promise<SessionClaims> {
  await requireWithin("new-account", addressOf(device));
  if ((await registration()) !== "open") throw new Refusal("registration-closed");
  const account = await prepareAccount(given);

  const person = await transaction(async (tx) => {
    const settings = await shareSettings(tx);
    if (settings.registration !== "open") throw new Refusal("registration-closed");
    const opened = await openAccount(tx, account);
    await audit({ action: "registered", actorId: opened.id, ip: device.ip }, tx);
    return opened;
  });
  return beginSession(person, device);
}
