import { deletePicture, insertPicture } from "@/db/pictures";
import { updateThreadSettings } from "@/db/threads";
import { changeGroup, requireMay } from "@/lib/group-changes";
import { requireParticipant } from "@/lib/participants";
import type { Viewer } from "@/lib/sessions";

/** Refuses whoever could not give the group a face. */
export async function requireMayChangePicture(viewer: Viewer, threadId: string): Promise<void> {
  requireMay(await requireParticipant(viewer, threadId), "set-picture");
}

/** Gives a group a face, or takes it away. Nothing happens when there was none and shall be none. */
export function changeGroupPicture(viewer: Viewer, threadId: string, face: Buffer | null): Promise<void> {
  return changeGroup(viewer, threadId, async ({ tx, group, viewer }) => {
    requireMay(viewer, "set-picture");
    if (!face && !group.pictureId) return null;

    await updateThreadSettings(tx, threadId, { pictureId: await insertPicture(tx, face) });
    await deletePicture(tx, group.pictureId);
    return { type: "picture", isRemoved: !face };
  });
}
