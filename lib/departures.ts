import type { Transaction } from "@/db/client";
import { findParticipants, updateParticipantLeft, updateParticipantRole } from "@/db/participants";
import type { LockedThread } from "@/db/threads";
import { writeChange } from "@/lib/group-changes";
import type { Announcement } from "@/lib/realtime";
import type { Person } from "@/lib/wire/people";
import type { Participant } from "@/lib/wire/threads";

/**
 * Takes somebody out of a group whose account is gone, under the lock of the thread's row. Unlike who leaves, they may be
 * its last owner: then the admin who has been there longest becomes one, or the member. Answers what to announce.
 */
export async function endParticipation(tx: Transaction, thread: LockedThread, person: Person): Promise<Announcement[]> {
  const threadId = thread.id;
  const participants = await findParticipants(threadId, tx);
  if (!participants.some(({ id }) => id === person.id)) return [];

  await updateParticipantLeft(tx, threadId, person.id);
  const heir = heirOf(participants.filter(({ id }) => id !== person.id));
  if (heir) await updateParticipantRole(tx, { threadId, userId: heir.id }, "owner");
  return writeChange(tx, thread, person, { type: "left" });
}

/** Who becomes the owner of a group that has none left, of its participants in the order they came. */
function heirOf(participants: Participant[]): Participant | undefined {
  if (participants.some(({ role }) => role === "owner")) return undefined;
  return participants.find(({ role }) => role === "admin") ?? participants[0];
}
