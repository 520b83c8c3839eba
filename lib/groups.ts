import { updateThreadSettings } from "@/db/threads";
import { changeGroup, requireMay } from "@/lib/group-changes";
import type { Viewer } from "@/lib/sessions";
import type { RenameGroup, SetHistory } from "@/lib/wire/threads";

export async function renameGroup(viewer: Viewer, { threadId, title }: RenameGroup): Promise<void> {
  await changeGroup(viewer, threadId, async ({ tx, group, viewer }) => {
    requireMay(viewer, "rename");
    if (group.title === title) return null;

    await updateThreadSettings(tx, threadId, { title });
    return { type: "renamed", title };
  });
}

/** Whether those who came later read from their join on or everything, from now on, those who are in already as well. */
export async function setHistory(viewer: Viewer, { threadId, history }: SetHistory): Promise<void> {
  await changeGroup(viewer, threadId, async ({ tx, group, viewer }) => {
    requireMay(viewer, "set-history");
    if (group.history === history) return null;

    await updateThreadSettings(tx, threadId, { history });
    return { type: "history", history };
  });
}
