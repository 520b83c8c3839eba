import { DEMO_PASSWORD, DEMO_PEOPLE } from "@/db/demo-story";
import { settings } from "@/lib/settings";
import type { FoundPerson } from "@/lib/wire/people";

/** The people as whom anybody may look around: none, unless this is a demo. */
export function demoLogins(): { person: FoundPerson; password: string }[] {
  if (!settings().isDemo) return [];
  return Object.entries(DEMO_PEOPLE).map(([username, person]) => ({
    person: { ...person, username, pictureId: null },
    password: DEMO_PASSWORD,
  }));
}
