import type { Transaction } from "@/db/client";
import {
  findMembership,
  findMembershipsOf,
  findParticipation,
  findThreadsEverOf,
  isWithDeleted,
} from "@/db/participants";
import { Refusal } from "@/lib/refusal";
import type { Viewer } from "@/lib/sessions";

/**
 * Being a participant is the only permission there is. A thread that is missing and one of others look the same. Answers
 * the role, from which place on the viewer may read it, and how far it is: the place of its newest message, and the number of its
 * newest change.
 */
export async function requireParticipant(viewer: Viewer, threadId: string) {
  const participation = await findParticipation(threadId, viewer.id);
  if (!participation) throw new Refusal("not-a-participant");
  const { role, readableFrom, newest, rev } = participation;
  return { role, readableFrom, newest, rev };
}

/** To somebody whose account was deleted nothing is said any more, and nothing of it changed. */
export async function requireCounterpart(tx: Transaction, viewer: Viewer, threadId: string): Promise<void> {
  if (await isWithDeleted(tx, threadId, viewer.id)) throw new Refusal("no-such-person");
}

/** Who is in a thread, and from where each may read it. */
export type Membership = { version: number; participants: { id: string; readableFrom: number }[] };

/** Who is in a thread, with the version of that knowledge. For the rooms, which hold nobody else. */
export function membershipOf(threadId: string): Promise<Membership | undefined> {
  return findMembership(threadId);
}

/** The ids of the threads that somebody is in, or was once. */
export function threadsEverOf({ id }: { id: string }): Promise<string[]> {
  return findThreadsEverOf(id);
}

/** The rooms that a viewer's sockets belong in: of every thread they are in, or of this one if they are in it. */
export function membershipsOf(viewer: Viewer, threadId?: string): Promise<{ threadId: string; version: number }[]> {
  return findMembershipsOf(viewer.id, threadId ? [threadId] : undefined);
}
