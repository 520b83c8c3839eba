import { findTheme, updatePerson } from "@/db/people";
import { changeAccount } from "@/lib/account";
import { audit } from "@/lib/audit";
import { requireName } from "@/lib/names";
import { announce } from "@/lib/realtime";
import type { Viewer } from "@/lib/sessions";
import type { Person } from "@/lib/wire/people";
import type { ChangeName, ChangeTheme, Theme } from "@/lib/wire/profile";

/** What everybody calls the viewer from now on. */
export async function changeName(viewer: Viewer, { name: typed }: ChangeName): Promise<Person> {
  const name = requireName(typed);
  const person = await changeAccount(viewer, async (tx) => {
    await audit({ action: "name-changed", actorId: viewer.id, subjectId: viewer.id, details: { name } }, tx);
    return updatePerson(tx, viewer.id, { name });
  });
  announce({ type: "person:changed", person });
  return person;
}

/** How Parley looks to the viewer, wherever they are signed in and at once. */
export async function changeTheme(viewer: Viewer, { theme }: ChangeTheme): Promise<Theme> {
  await changeAccount(viewer, (tx) => updatePerson(tx, viewer.id, { theme }));
  announce({ type: "theme:changed", userId: viewer.id, theme });
  return theme;
}

/** What the viewer has chosen by now: of a socket it is long ago that its viewer was read. */
export function themeOf(viewer: Viewer): Promise<Theme> {
  return findTheme(viewer.id);
}
