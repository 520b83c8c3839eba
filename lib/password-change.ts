import { findCredentials, updatePasswordHash } from "@/db/people";
import { changeAccount } from "@/lib/account";
import { audit } from "@/lib/audit";
import { hashPassword, isPassword, requireGoodPassword } from "@/lib/passwords";
import { Refusal } from "@/lib/refusal";
import { announceEnded, listSessions, revokeSessions, type Viewer } from "@/lib/sessions";
import type { ChangePassword } from "@/lib/wire/password-change";
import type { OwnSession } from "@/lib/wire/sessions";

/**
 * Gives the viewer another password, for who knows the present one. Every session but this one ends, and nobody comes in
 * with the old one from the commit on. Answers the sessions that are left.
 */
export async function changePassword(viewer: Viewer, { present, wanted }: ChangePassword): Promise<OwnSession[]> {
  const before = (await findCredentials(viewer.username))?.passwordHash;
  if (!before || !(await isPassword(present, before))) throw new Refusal("wrong-password");
  await requireGoodPassword(wanted, viewer.username);
  const after = await hashPassword(wanted);

  const ended = await changeAccount(viewer, async (tx) => {
    // Somebody else has changed it meanwhile: what was the present one no longer is.
    if (!(await updatePasswordHash(viewer.id, { before, after }, tx))) throw new Refusal("wrong-password");
    await audit({ action: "password-changed", actorId: viewer.id, subjectId: viewer.id }, tx);
    return revokeSessions(tx, viewer, { except: viewer.sessionId });
  });
  announceEnded(ended);
  return listSessions(viewer);
}
