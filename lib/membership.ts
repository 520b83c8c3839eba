import { insertParticipants, updateParticipantLeft, updateParticipantRole } from "@/db/participants";
import { changeGroup, requireMay } from "@/lib/group-changes";
import { findPersons } from "@/lib/people";
import { Refusal } from "@/lib/refusal";
import type { Viewer } from "@/lib/sessions";
import type { AddParticipants, Participant, RemoveParticipant, SetRole } from "@/lib/wire/threads";

/** Adds people to a group; who is in already is passed over. */
export async function addParticipants(viewer: Viewer, { threadId, personIds }: AddParticipants): Promise<void> {
  await changeGroup(viewer, threadId, async ({ tx, viewer, participants, nextSeq }) => {
    requireMay(viewer, "add");
    const people = await findPersons(personIds, tx);
    const added = people.filter((person) => !participants.some(({ id }) => id === person.id));
    if (added.length === 0) return null;

    await insertParticipants(tx, { threadId, userIds: added.map(({ id }) => id), joinedSeq: nextSeq });
    return { type: "added", people: added.map(({ id, name }) => ({ id, name })) };
  });
}

/** Removes somebody from a group, or oneself, which anybody may but the last owner. */
export async function removeParticipant(viewer: Viewer, { threadId, personId }: RemoveParticipant): Promise<void> {
  await changeGroup(viewer, threadId, async ({ tx, viewer, participants }) => {
    const person = participants.find(({ id }) => id === personId);
    if (!person) return null;
    if (person.id !== viewer.id) requireMay(viewer, `remove-${person.role}`);
    else if (participants.length > 1) requireOtherOwner(person, participants);

    await updateParticipantLeft(tx, threadId, personId);
    return person.id === viewer.id ? { type: "left" } : { type: "removed", person: nameOf(person) };
  });
}

/** Makes somebody an owner, an admin or a member; the last owner makes somebody else one before they step down. */
export async function setRole(viewer: Viewer, { threadId, personId, role }: SetRole): Promise<void> {
  await changeGroup(viewer, threadId, async ({ tx, viewer, participants }) => {
    requireMay(viewer, "set-role");
    const person = participants.find(({ id }) => id === personId);
    if (!person || person.role === role) return null;
    requireOtherOwner(person, participants);

    await updateParticipantRole(tx, { threadId, userId: personId }, role);
    return { type: "role", person: nameOf(person), role };
  });
}

/** A group keeps an owner as long as anybody is in it. */
function requireOtherOwner(person: Participant, participants: Participant[]): void {
  const others = participants.filter(({ id, role }) => id !== person.id && role === "owner");
  if (person.role === "owner" && others.length === 0) throw new Refusal("last-owner");
}

const nameOf = ({ id, name }: Participant) => ({ id, name });
