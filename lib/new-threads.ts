import { randomUUID } from "node:crypto";
import { findEstranged } from "@/db/blocks";
import { transaction } from "@/db/client";
import { directThreadId } from "@/db/direct-thread";
import { insertSystemLine } from "@/db/messages";
import { insertParticipants } from "@/db/participants";
import { insertThread, lockThread, updateThread } from "@/db/threads";
import { auditGroup } from "@/lib/group-audit";
import { toSystemLine } from "@/lib/messages";
import { asPerson, findPersons } from "@/lib/people";
import { announce } from "@/lib/realtime";
import { Refusal } from "@/lib/refusal";
import type { Viewer } from "@/lib/sessions";
import { threadView } from "@/lib/threads";
import { TITLE_LENGTH } from "@/lib/wire/limits";
import type { NamedPerson } from "@/lib/wire/people";
import type { StartThread } from "@/lib/wire/threads";

/** With one person the direct thread, found again or made; with more a new group, which the viewer owns. */
export async function startThread(
  viewer: Viewer,
  { id, personIds, title }: StartThread,
): Promise<{ threadId: string }> {
  const otherIds = [...new Set(personIds)].filter((id) => id !== viewer.id);
  const [firstId, ...furtherIds] = otherIds;
  if (!firstId) throw new Refusal("no-such-person");

  if (furtherIds.length === 0) return { threadId: await startDirectThread(viewer, firstId) };
  const threadId = id ?? randomUUID();
  await createGroup(viewer, threadId, otherIds, title);
  return { threadId };
}

async function startDirectThread(viewer: Viewer, personId: string): Promise<string> {
  const threadId = directThreadId(viewer.id, personId);
  const isNew = await transaction(async (tx) => {
    await findPersons([personId], tx);
    const made = await insertThread(tx, { id: threadId, kind: "direct", createdBy: viewer.id, lastRev: 1 });
    if (!made) return false;
    if ((await findEstranged(viewer.id, tx)).includes(personId)) throw new Refusal("blocked");
    await insertParticipants(tx, { threadId, userIds: [viewer.id, personId], joinedSeq: 1 });
    return made;
  });

  if (isNew) {
    const { thread } = await threadView(threadId);
    announce({ type: "thread:changed", threadId, membershipVersion: 1, rev: 1, thread });
  }
  return threadId;
}

/** Makes the group unless this person has made it already. */
async function createGroup(viewer: Viewer, threadId: string, otherIds: string[], givenTitle: string): Promise<void> {
  const message = await transaction(async (tx) => {
    const people = await findPersons(otherIds, tx);
    const title = givenTitle || titleOf([viewer, ...people]);
    const group = { id: threadId, kind: "group", title, createdBy: viewer.id, lastSeq: 1, lastRev: 1 } as const;
    if (!(await insertThread(tx, group))) {
      const held = await lockThread(tx, threadId);
      if (held?.createdBy !== viewer.id) throw new Refusal("thread-id-taken");
      return null;
    }
    await insertParticipants(tx, { threadId, userIds: [viewer.id], joinedSeq: 1, role: "owner" });
    await insertParticipants(tx, { threadId, userIds: otherIds, joinedSeq: 1 });
    const event = { type: "created", title } as const;
    const line = { threadId, seq: 1, id: randomUUID(), authorId: viewer.id, event, rev: 1 };
    const createdAt = await insertSystemLine(tx, line);
    await updateThread(tx, threadId, { lastSeq: 1, lastRev: 1, membershipVersion: 1, lastMessageAt: createdAt });
    await auditGroup(tx, line);
    return toSystemLine({ ...line, author: asPerson(viewer), createdAt });
  });
  if (message) announce({ type: "message:created", threadId, membershipVersion: 1, message });
}

/** "Ana, Ben, Cleo", as far as there is room. Cut between characters: half of one cannot be kept. */
function titleOf(people: NamedPerson[]): string {
  const names = people.map(({ name }) => name).join(", ");
  return Array.from(names)
    .slice(0, TITLE_LENGTH / 2)
    .join("");
}
