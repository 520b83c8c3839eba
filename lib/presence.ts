import { findAcquaintances, updateLastSeen } from "@/db/presence";
import type { Viewer } from "@/lib/sessions";
import type { WatchPresence } from "@/lib/wire/presence";

/** Somebody of whom a viewer may know whether they are there; when `presenceOn` is off they do not tell. */
export type Acquaintance = { id: string; presenceOn: boolean; lastSeenAt: Date | null };

/** Those of the people whom the viewer shares a thread with: nobody else's presence is theirs to know. */
export async function acquaintancesOf(viewer: Viewer, { personIds }: WatchPresence): Promise<Acquaintance[]> {
  return personIds.length === 0 ? [] : findAcquaintances(viewer.id, personIds);
}

/** Keeps when people were last found to be there. */
export async function keepLastSeen(people: { id: string; lastSeenAt: Date }[]): Promise<void> {
  if (people.length > 0) await updateLastSeen(people);
}
