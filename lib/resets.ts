import { randomUUID } from "node:crypto";
import { lockAccount, updatePassword } from "@/db/accounts";
import { transaction } from "@/db/client";
import { findResetPerson, replaceReset, updateResetEnded } from "@/db/resets";
import { updateSessionsRevoked } from "@/db/sessions";
import { type Administrator, administrate } from "@/lib/administrators";
import { audit } from "@/lib/audit";
import { addressOf, type Device } from "@/lib/device";
import { requireWithin } from "@/lib/limiter";
import { hashPassword, requireGoodPassword } from "@/lib/passwords";
import { Refusal } from "@/lib/refusal";
import type { SessionClaims } from "@/lib/session-cookie";
import { announceEnded, beginSession } from "@/lib/sessions";
import { hashToken, makeToken } from "@/lib/tokens";
import type { NameAccount, ResetPassword } from "@/lib/wire/accounts";

const HOURS = 24;

/** Makes the link with which somebody sets a new password, once; one that was made for them before ends. */
export async function createReset(
  viewer: Administrator,
  { personId }: Pick<NameAccount, "personId">,
): Promise<{ token: string }> {
  const { token, tokenHash } = makeToken();
  await administrate(viewer, async (tx) => {
    const account = await lockAccount(tx, personId);
    if (!account || account.disabledAt) throw new Refusal("no-such-person");
    const actorId = viewer?.id ?? null;
    await replaceReset(tx, { id: randomUUID(), tokenHash, userId: personId, createdBy: actorId, hours: HOURS });
    await audit({ action: "reset-link-created", actorId, subjectId: personId }, tx);
  });
  return { token };
}

/** Whose password a link sets. Looking uses nothing up. */
export async function requireReset(token: string): Promise<{ id: string; username: string }> {
  const person = await findResetPerson(hashToken(token));
  if (!person) throw new Refusal("link-ended");
  return person;
}

/** Sets a new password, ends every session of the person, and begins one for whoever had the link. */
export async function resetPassword({ token, password }: ResetPassword, device: Device): Promise<SessionClaims> {
  await requireWithin("password-reset", addressOf(device));
  const { id, username } = await requireReset(token);
  await requireGoodPassword(password, username);
  const passwordHash = await hashPassword(password);

  const { authVersion, ended } = await transaction(async (tx) => {
    const account = await lockAccount(tx, id);
    if (!account || account.disabledAt || !(await updateResetEnded(tx, hashToken(token)))) {
      throw new Refusal("link-ended");
    }
    const authVersion = await updatePassword(tx, id, passwordHash);
    await audit({ action: "password-reset", actorId: id, ip: device.ip }, tx);
    return { authVersion, ended: await updateSessionsRevoked(tx, id) };
  });
  announceEnded(ended);
  return beginSession({ id, authVersion }, device);
}
