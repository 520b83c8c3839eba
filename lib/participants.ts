import { findMembership, findMembershipsOf, findParticipation } from "@/db/participants";
import { Refusal } from "@/lib/refusal";
import type { Viewer } from "@/lib/sessions";

/** Being a participant is the only permission there is. A thread that is missing and one of others look the same. */
export async function requireParticipant(viewer: Viewer, threadId: string): Promise<void> {
  const participation = await findParticipation(threadId, viewer.id);
  if (!participation) throw new Refusal("not-a-participant");
}

/** Who is in a thread, with the version of that knowledge. For the rooms, which hold nobody else. */
export function membershipOf(threadId: string): Promise<{ version: number; userIds: string[] } | undefined> {
  return findMembership(threadId);
}

/** The rooms that a viewer's sockets belong in: of every thread they are in, or of this one if they are in it. */
export function membershipsOf(viewer: Viewer, threadId?: string): Promise<{ threadId: string; version: number }[]> {
  return findMembershipsOf(viewer.id, threadId);
}
