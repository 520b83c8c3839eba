import { randomUUID } from "node:crypto";
import { type Transaction, transaction } from "@/db/client";
import { insertSystemLine } from "@/db/messages";
import { findParticipants } from "@/db/participants";
import { isSessionLive } from "@/db/sessions";
import { type LockedThread, lockThread, updateThread } from "@/db/threads";
import { auditGroup } from "@/lib/group-audit";
import { toSystemLine } from "@/lib/messages";
import { asPerson } from "@/lib/people";
import { type Announcement, announce } from "@/lib/realtime";
import { Refusal } from "@/lib/refusal";
import type { Viewer } from "@/lib/sessions";
import { threadView } from "@/lib/threads";
import type { SystemEvent } from "@/lib/wire/messages";
import type { Person } from "@/lib/wire/people";
import { may, type Right } from "@/lib/wire/roles";
import type { Participant } from "@/lib/wire/threads";

/** A group under the lock of its row: nobody joins, leaves, writes or rises until the change is committed or undone. */
export type LockedGroup = {
  tx: Transaction;
  group: LockedThread;
  viewer: Participant;
  participants: Participant[];
  nextSeq: number;
};

/** After these another one may read another part of the group: the nodes have to look again at who may. */
const CHANGES_READERS: SystemEvent["type"][] = ["added", "removed", "left", "history"];

/**
 * Changes a group, under the lock that sending takes too: after the commit no message of a removed person is accepted.
 * The change takes one `rev` and the system line that tells of it the next. Null: there was nothing to change.
 */
export async function changeGroup(
  viewer: Viewer,
  threadId: string,
  change: (locked: LockedGroup) => Promise<SystemEvent | null>,
): Promise<void> {
  const announcements = await transaction(async (tx) => {
    const locked = await lockGroup(tx, viewer, threadId);
    const event = await change(locked);
    return event ? writeChange(tx, locked.group, asPerson(locked.viewer), event) : [];
  });
  for (const announcement of announcements) announce(announcement);
}

export function requireMay({ role }: Pick<Participant, "role">, right: Right): void {
  if (!may(role, right)) throw new Refusal("not-allowed");
}

async function lockGroup(tx: Transaction, viewer: Viewer, threadId: string): Promise<LockedGroup> {
  const group = await lockThread(tx, threadId);
  const participants = group ? await findParticipants(threadId, tx) : [];
  const self = participants.find(({ id }) => id === viewer.id);
  if (!group || !self) throw new Refusal("not-a-participant");
  if (!(await isSessionLive(viewer.sessionId, tx))) throw new Refusal("signed-out");
  if (group.kind === "direct") throw new Refusal("not-allowed");
  return { tx, group, viewer: self, participants, nextSeq: group.lastSeq + 1 };
}

/** Gives a change that was made in a group its number, and writes the line that tells of it; answers what to announce. */
export async function writeChange(
  tx: Transaction,
  { id: threadId, lastSeq, lastRev, membershipVersion: version }: LockedThread,
  author: Person,
  event: SystemEvent,
): Promise<Announcement[]> {
  const line = { threadId, seq: lastSeq + 1, id: randomUUID(), authorId: author.id, event, rev: lastRev + 2 };
  const membershipVersion = version + Number(CHANGES_READERS.includes(event.type));
  const createdAt = await insertSystemLine(tx, line);
  await updateThread(tx, threadId, {
    ...{ lastSeq: line.seq, lastRev: line.rev, membershipVersion },
    lastMessageAt: createdAt,
  });
  await auditGroup(tx, line);
  const { thread } = await threadView(threadId, tx);
  const message = toSystemLine({ ...line, author, createdAt });
  return [
    { type: "thread:changed", threadId, membershipVersion, rev: line.rev - 1, thread },
    { type: "message:created", threadId, membershipVersion, message },
  ];
}
