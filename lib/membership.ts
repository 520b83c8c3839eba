import { randomUUID } from "node:crypto";
import { type Transaction, transaction } from "@/db/client";
import { insertSystemLine } from "@/db/messages";
import { findParticipants, insertParticipants, updateParticipantLeft } from "@/db/participants";
import { lockThread, updateThread } from "@/db/threads";
import { toMessage } from "@/lib/messages";
import { findPersons } from "@/lib/people";
import { announce } from "@/lib/realtime";
import { Refusal } from "@/lib/refusal";
import type { Viewer } from "@/lib/sessions";
import type { SystemEvent } from "@/lib/wire/messages";
import type { AddParticipants, Participant, RemoveParticipant } from "@/lib/wire/threads";

/** A thread under the lock of its row: nobody joins, leaves or writes until the change is committed or undone. */
type LockedThread = { tx: Transaction; viewer: Participant; participants: Participant[]; nextSeq: number };

/** Adds people to a group; who is in already is passed over. Owners and admins may. */
export async function addParticipants(viewer: Viewer, { threadId, personIds }: AddParticipants): Promise<void> {
  const people = await findPersons(personIds);

  await changeMembership(viewer, threadId, async ({ tx, viewer, participants, nextSeq }) => {
    if (viewer.role === "member") throw new Refusal("not-allowed");
    const added = people.filter((person) => !participants.some(({ id }) => id === person.id));
    if (added.length === 0) return null;

    await insertParticipants(tx, { threadId, userIds: added.map(({ id }) => id), joinedSeq: nextSeq });
    return { type: "added", people: added };
  });
}

/** Removes somebody from a group, which owners and admins may, or oneself, which anybody may but the last owner. */
export async function removeParticipant(viewer: Viewer, { threadId, personId }: RemoveParticipant): Promise<void> {
  await changeMembership(viewer, threadId, async ({ tx, viewer, participants }) => {
    const person = participants.find(({ id }) => id === personId);
    if (!person) return null;
    requireMayRemove(viewer, person, participants);

    await updateParticipantLeft(tx, threadId, personId);
    return personId === viewer.id
      ? { type: "left" }
      : { type: "removed", person: { id: person.id, name: person.name } };
  });
}

function requireMayRemove(viewer: Participant, person: Participant, participants: Participant[]): void {
  const isOwner = ({ role }: Participant) => role === "owner";
  if (person.id === viewer.id) {
    if (isOwner(person) && participants.length > 1 && participants.filter(isOwner).length === 1) {
      throw new Refusal("last-owner");
    }
    return;
  }
  if (viewer.role === "member" || (isOwner(person) && !isOwner(viewer))) throw new Refusal("not-allowed");
}

/**
 * Changes who is in a group, under the lock that sending takes too: after the commit no message of a removed person is
 * accepted. The change takes one `rev` and the system line that tells of it the next. Null: there was nothing to change.
 */
async function changeMembership(
  viewer: Viewer,
  threadId: string,
  change: (thread: LockedThread) => Promise<SystemEvent | null>,
): Promise<void> {
  const changed = await transaction(async (tx) => {
    const thread = await lockThread(tx, threadId);
    const participants = thread ? await findParticipants(threadId, tx) : [];
    const self = participants.find(({ id }) => id === viewer.id);
    if (!thread || !self) throw new Refusal("not-a-participant");
    if (thread.kind === "direct") throw new Refusal("not-allowed");

    const lastSeq = thread.lastSeq + 1;
    const event = await change({ tx, viewer: self, participants, nextSeq: lastSeq });
    if (!event) return null;

    const lastRev = thread.lastRev + 2;
    const membershipVersion = thread.membershipVersion + 1;
    const line = { threadId, seq: lastSeq, id: randomUUID(), authorId: viewer.id, event, rev: lastRev };
    const createdAt = await insertSystemLine(tx, line);
    await updateThread(tx, threadId, { lastSeq, lastRev, membershipVersion, lastMessageAt: createdAt });
    const author = { id: viewer.id, name: viewer.name };
    return {
      membershipVersion,
      thread: {
        id: threadId,
        kind: thread.kind,
        title: thread.title,
        participants: await findParticipants(threadId, tx),
      },
      message: toMessage({ ...line, author, body: "", createdAt, editedAt: null, deletedAt: null }),
    };
  });
  if (!changed) return;

  const { membershipVersion, thread, message } = changed;
  announce({ type: "thread:changed", threadId, membershipVersion, rev: message.rev - 1, thread });
  announce({ type: "message:created", threadId, membershipVersion, message });
}
