import * as db from "@/db/preferences";
import { announce } from "@/lib/realtime";
import { Refusal } from "@/lib/refusal";
import type { Viewer } from "@/lib/sessions";
import type { Preferences, UpdatePreferences } from "@/lib/wire/preferences";

/** What the viewer tells others of themselves. */
export async function preferencesOf(viewer: Viewer): Promise<Preferences> {
  const preferences = await db.findPreferences(viewer.id);
  if (!preferences) throw new Refusal("signed-out");
  return preferences;
}

/** From now on; each of the viewer's open tabs keeps to it at once. */
export async function updatePreferences(viewer: Viewer, { change }: UpdatePreferences): Promise<Preferences> {
  const preferences = await db.updatePreferences(viewer.id, change);
  if (!preferences) throw new Refusal("signed-out");
  announce({ type: "preferences:changed", userId: viewer.id, preferences });
  return preferences;
}
