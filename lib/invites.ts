import { randomUUID } from "node:crypto";
import { transaction } from "@/db/client";
import { findOpenInvites, insertInvite, isInviteOpen, updateInviteRevoked, updateInviteUsed } from "@/db/invites";
import { shareSettings } from "@/db/settings";
import { openAccount, prepareAccount } from "@/lib/accounts";
import { administrate, requireAdministrator } from "@/lib/administrators";
import { audit } from "@/lib/audit";
import { addressOf, type Device } from "@/lib/device";
import { requireWithin } from "@/lib/limiter";
import { Refusal } from "@/lib/refusal";
import { registration } from "@/lib/registration";
import type { SessionClaims } from "@/lib/session-cookie";
import { beginSession, type Viewer } from "@/lib/sessions";
import { hashToken, makeToken } from "@/lib/tokens";
import type { NewAccountByLink } from "@/lib/wire/accounts";
import type { CreateInvite, Invite, RevokeInvite } from "@/lib/wire/invites";
import { INVITES_LIMIT } from "@/lib/wire/limits";

/** Makes an invite link; its token is in this answer and never again. */
export async function createInvite(viewer: Viewer, { uses, days }: CreateInvite): Promise<{ token: string }> {
  const { token, tokenHash } = makeToken();
  const id = randomUUID();
  await administrate(viewer, async (tx) => {
    await insertInvite(tx, { id, tokenHash, createdBy: viewer.id, maxUses: uses, days });
    await audit({ action: "invite-created", actorId: viewer.id, subjectId: id, details: { uses, days } }, tx);
  });
  return { token };
}

/** The invites with which people can still join, newest first. */
export async function listInvites(viewer: Viewer): Promise<Invite[]> {
  requireAdministrator(viewer);
  const invites = await findOpenInvites(INVITES_LIMIT);
  return invites.map(({ createdAt, expiresAt, ...invite }) => ({
    ...invite,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  }));
}

/** Ends an invite. One that has ended already is as it should be. */
export async function revokeInvite(viewer: Viewer, { inviteId }: RevokeInvite): Promise<void> {
  await administrate(viewer, async (tx) => {
    if (!(await updateInviteRevoked(tx, inviteId))) return;
    await audit({ action: "invite-revoked", actorId: viewer.id, subjectId: inviteId }, tx);
  });
}

/** Refuses a link with which nobody can join now. Looking uses nothing up. */
export async function requireOpenInvite(token: string): Promise<void> {
  if ((await registration()) === "closed") throw new Refusal("registration-closed");
  if (!(await isInviteOpen(hashToken(token)))) throw new Refusal("link-ended");
}

/** Opens an account by an invite link and begins a session in it. A refusal uses nothing up. */
export async function join({ token, ...given }: NewAccountByLink, device: Device): Promise<SessionClaims> {
  await requireWithin("new-account", addressOf(device));
  await requireOpenInvite(token);
  const account = await prepareAccount(given);

  const person = await transaction(async (tx) => {
    const settings = await shareSettings(tx);
    if (settings.registration === "closed") throw new Refusal("registration-closed");
    const inviteId = await updateInviteUsed(tx, hashToken(token));
    if (!inviteId) throw new Refusal("link-ended");

    const opened = await openAccount(tx, account);
    await audit({ action: "joined", actorId: opened.id, subjectId: inviteId, ip: device.ip }, tx);
    return opened;
  });
  return beginSession(person, device);
}
