import { randomUUID } from "node:crypto";
import { z } from "zod";
import { lockAccount } from "@/db/accounts";
import type { Transaction } from "@/db/client";
import { findThreadAfter, updateAccountDeleted, updateNamings, updateStubs } from "@/db/deletions";
import { insertJob } from "@/db/jobs";
import { findPictureIdOf } from "@/db/people";
import { deletePicture } from "@/db/pictures";
import { updateSessionsRevoked } from "@/db/sessions";
import { type LockedThread, lockThread, updateThread } from "@/db/threads";
import { type Administrator, administrate, withdrawAdministration } from "@/lib/administrators";
import { audit } from "@/lib/audit";
import { endParticipation } from "@/lib/departures";
import { eraseFilesOf } from "@/lib/erasures";
import { type Announcement, announce } from "@/lib/realtime";
import { Refusal } from "@/lib/refusal";
import { announceEnded } from "@/lib/sessions";
import type { DeleteAccount } from "@/lib/wire/accounts";

export const DELETION = "delete-account";

const NAME = "Deleted person";

/** Messages that are looked at in one transaction, which holds the thread's lock meanwhile. */
const BATCH = 200;

/** What is left to do of a deletion: the threads behind `done`, in the first of them the messages behind `seq`. */
const Deletion = z.object({
  personId: z.uuid(),
  messages: z.enum(["keep", "stubs"]),
  done: z.uuid().nullable(),
  seq: z.int(),
});

/**
 * Ends an account at once and for good, and with it what is said to the person alone. What they said themselves follows,
 * in batches, by a job (`deletionStep`).
 */
export async function deleteAccount(
  viewer: Administrator,
  { personId, messages }: Pick<DeleteAccount, "personId" | "messages">,
): Promise<void> {
  const ended = await administrate(viewer, async (tx) => {
    const account = await lockAccount(tx, personId);
    if (!account) throw new Refusal("no-such-person");
    const pictureId = await findPictureIdOf(tx, personId);
    await updateAccountDeleted(tx, personId, NAME);
    await deletePicture(tx, pictureId);
    if (account.role === "administrator") await withdrawAdministration(tx, personId);
    await insertJob(tx, { id: randomUUID(), kind: DELETION, payload: { personId, messages, done: null, seq: 0 } });
    const deed = { action: "account-deleted", actorId: viewer?.id ?? null, subjectId: personId } as const;
    await audit({ ...deed, details: { messages } }, tx);
    return updateSessionsRevoked(tx, personId);
  });
  announceEnded(ended);
  announce({ type: "person:changed", person: { id: personId, name: NAME, pictureId: null, isDeleted: true } });
}

/** One batch of one thread, or the person's leave of it: what is left then (null: nothing), and what to announce. */
export async function deletionStep(tx: Transaction, payload: unknown) {
  const deletion = Deletion.parse(payload);
  const { personId, done, seq } = deletion;
  const threadId = await findThreadAfter(tx, personId, done);
  const thread = threadId && (await lockThread(tx, threadId));
  if (!thread) return { left: null, announcements: [] };
  if (seq < thread.lastSeq) return eraseBatch(tx, thread, deletion);

  const isGroup = thread.kind === "group";
  const announcements = isGroup
    ? await endParticipation(tx, thread, { id: personId, name: NAME, pictureId: null })
    : [];
  return { left: { ...deletion, done: thread.id, seq: 0 }, announcements };
}

/** What it changes in the batch takes one change number, if it changes anything. */
async function eraseBatch(tx: Transaction, thread: LockedThread, deletion: z.infer<typeof Deletion>) {
  const { id: threadId, membershipVersion } = thread;
  const { personId, messages, seq } = deletion;
  const stretch = { threadId, after: seq, upTo: Math.min(seq + BATCH, thread.lastSeq) };
  const rev = thread.lastRev + 1;
  if (messages === "stubs") await eraseFilesOf(tx, threadId, await updateStubs(tx, stretch, personId));
  const isChanged = await updateNamings(tx, stretch, { id: personId, name: NAME }, rev);
  if (isChanged) await updateThread(tx, threadId, { lastRev: rev });

  const head: Announcement = { type: "thread:head", threadId, membershipVersion, rev };
  return { left: { ...deletion, seq: stretch.upTo }, announcements: isChanged ? [head] : [] };
}
