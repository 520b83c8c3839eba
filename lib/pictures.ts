import { findPictureIdOf, updatePerson } from "@/db/people";
import { deletePicture, findPicture, insertPicture } from "@/db/pictures";
import { changeAccount } from "@/lib/account";
import { audit } from "@/lib/audit";
import { drawFace } from "@/lib/faces";
import { changeGroupPicture, requireMayChangePicture } from "@/lib/group-pictures";
import { asPerson } from "@/lib/people";
import { announce } from "@/lib/realtime";
import { Refusal } from "@/lib/refusal";
import type { Viewer } from "@/lib/sessions";
import type { Person } from "@/lib/wire/people";
import type { ChangePicture } from "@/lib/wire/pictures";

/**
 * Gives the viewer, or a group of theirs, a picture that was sent; null is one that was too large to be read. Answers the
 * viewer as they are seen then.
 */
export async function putPicture(viewer: Viewer, { threadId }: ChangePicture, sent: Buffer | null): Promise<Person> {
  if (!sent) throw new Refusal("picture-too-large");
  // Asked again when it is changed: here nobody else makes the server draw.
  if (threadId) await requireMayChangePicture(viewer, threadId);
  return changePicture(viewer, threadId, await drawFace(sent));
}

/** Takes the picture away again. */
export function removePicture(viewer: Viewer, { threadId }: ChangePicture): Promise<Person> {
  return changePicture(viewer, threadId, null);
}

/** The face of a person is for everybody who is signed in, as their name is; that of a group for those in it. */
export async function openPicture(viewer: Viewer, { id }: { id: string }) {
  const picture = await findPicture(viewer.id, id);
  if (!picture) throw new Refusal("no-such-picture");
  return picture;
}

async function changePicture(viewer: Viewer, threadId: string | undefined, face: Buffer | null): Promise<Person> {
  if (!threadId) return changeOwnPicture(viewer, face);
  await changeGroupPicture(viewer, threadId, face);
  return asPerson(viewer);
}

async function changeOwnPicture(viewer: Viewer, face: Buffer | null): Promise<Person> {
  const deed = { action: "picture-changed", actorId: viewer.id, subjectId: viewer.id } as const;
  const person = await changeAccount(viewer, async (tx) => {
    const before = await findPictureIdOf(tx, viewer.id);
    const changed = await updatePerson(tx, viewer.id, { pictureId: await insertPicture(tx, face) });
    await deletePicture(tx, before);
    await audit({ ...deed, details: { isRemoved: !face } }, tx);
    return changed;
  });
  announce({ type: "person:changed", person });
  return person;
}
