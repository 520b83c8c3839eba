import { type Transaction, transaction } from "@/db/client";
import { updatePreviewRemoved } from "@/db/link-previews";
import {
  deleteReaction,
  insertReaction,
  replaceMentions,
  updateMessageBody,
  updateMessageDeleted,
  updateMessageRev,
} from "@/db/message-changes";
import { enterWords } from "@/db/message-words";
import { findWholeMessage, type MessageRow } from "@/db/messages";
import { findParticipation } from "@/db/participants";
import { isSessionLive } from "@/db/sessions";
import { lockThread, updateThread } from "@/db/threads";
import { requireUnblocked } from "@/lib/blocks";
import { eraseFilesOf } from "@/lib/erasures";
import { followLink } from "@/lib/link-previews";
import { toMessage } from "@/lib/messages";
import { requireCounterpart } from "@/lib/participants";
import { announce } from "@/lib/realtime";
import { Refusal } from "@/lib/refusal";
import { vectorOf } from "@/lib/search/matching";
import type { Viewer } from "@/lib/sessions";
import { asReadFrom } from "@/lib/wire/excerpts";
import { REACTIONS_LIMIT } from "@/lib/wire/limits";
import { usernamesIn } from "@/lib/wire/mentions";
import type { DeleteMessage, EditMessage, Message, RemoveLinkPreview, SetReaction } from "@/lib/wire/messages";

/** A message under the lock of its thread's row, and the number that its change takes. */
type LockedMessage = { tx: Transaction; message: MessageRow; rev: number };

/** Gives one's own message another text. What it said before is kept for those who can read it. */
export function editMessage(viewer: Viewer, { threadId, seq, body }: EditMessage): Promise<Message> {
  return changeMessage(viewer, { threadId, seq }, async ({ tx, message, rev }) => {
    requireOwn(viewer, message);
    if (message.deletedAt) throw new Refusal("message-deleted");
    if (message.body === body) return false;
    await requireOpen(tx, viewer, threadId);

    await updateMessageBody(tx, { threadId, seq }, { body, rev });
    await replaceMentions(tx, { threadId, seq }, usernamesIn(body));
    await enterWords(tx, [{ threadId, seq, words: vectorOf(body, message.files ?? []) }]);
    await followLink(tx, { threadId, seq });
    return true;
  });
}

/** Deletes one's own message for everyone: a stub stays in its place. */
export function deleteMessage(viewer: Viewer, { threadId, seq }: DeleteMessage): Promise<Message> {
  return changeMessage(viewer, { threadId, seq }, async ({ tx, message, rev }) => {
    requireOwn(viewer, message);
    if (message.deletedAt) return false;

    await updateMessageDeleted(tx, { threadId, seq }, rev);
    await eraseFilesOf(tx, threadId, [seq]);
    return true;
  });
}

/** Takes the preview of a link away from one's own message, for everyone. */
export function removeLinkPreview(viewer: Viewer, { threadId, seq }: RemoveLinkPreview): Promise<Message> {
  return changeMessage(viewer, { threadId, seq }, async ({ tx, message, rev }) => {
    requireOwn(viewer, message);
    const isChanged = await updatePreviewRemoved(tx, { threadId, seq });
    if (isChanged) await updateMessageRev(tx, { threadId, seq }, rev);
    return isChanged;
  });
}

/** Adds one's reaction to a message, or takes it back. */
export function setReaction(viewer: Viewer, { threadId, seq, emoji, isOn }: SetReaction): Promise<Message> {
  return changeMessage(viewer, { threadId, seq }, async ({ tx, message, rev }) => {
    if (message.deletedAt) throw new Refusal("message-deleted");
    await requireOpen(tx, viewer, threadId);
    const held = message.reactions ?? [];
    const isOther = isOn && !held.some((reaction) => reaction.emoji === emoji);
    if (isOther && held.length >= REACTIONS_LIMIT) throw new Refusal("too-many-reactions");

    const set = isOn ? insertReaction : deleteReaction;
    const isChanged = await set(tx, { threadId, seq }, viewer.id, emoji);
    if (isChanged) await updateMessageRev(tx, { threadId, seq }, rev);
    return isChanged;
  });
}

/** As sending requires it, under the same lock (`send_messages`). */
async function requireOpen(tx: Transaction, viewer: Viewer, threadId: string): Promise<void> {
  await requireCounterpart(tx, viewer, threadId);
  await requireUnblocked(tx, viewer, threadId);
}

function requireOwn(viewer: Viewer, message: MessageRow): void {
  if (message.author.id !== viewer.id) throw new Refusal("not-allowed");
}

/**
 * Changes a message that the viewer may read, under the lock that sending takes too: after the commit of a removal
 * nothing of the removed person is accepted. `change` tells whether there was anything to change.
 */
async function changeMessage(
  viewer: Viewer,
  { threadId, seq }: { threadId: string; seq: number },
  change: (locked: LockedMessage) => Promise<boolean>,
): Promise<Message> {
  const { message, changed, readableFrom } = await transaction(async (tx) => {
    const thread = await lockThread(tx, threadId);
    const participation = thread && (await findParticipation(threadId, viewer.id, tx));
    if (!participation) throw new Refusal("not-a-participant");
    if (!(await isSessionLive(viewer.sessionId, tx))) throw new Refusal("signed-out");

    const before = seq < participation.readableFrom ? undefined : await findWholeMessage(tx, threadId, seq);
    if (!before || before.event) throw new Refusal("no-such-message");
    const rev = thread.lastRev + 1;
    const { readableFrom } = participation;
    if (!(await change({ tx, message: before, rev })))
      return { message: toMessage(before), changed: null, readableFrom };

    await updateThread(tx, threadId, { lastRev: rev });
    const after = await findWholeMessage(tx, threadId, seq);
    if (!after) throw new Error("The changed message is missing.");
    const mentionedBefore = (before.mentions ?? []).map(({ id }) => id);
    const changed = { membershipVersion: thread.membershipVersion, mentionedBefore };
    return { message: toMessage(after), changed, readableFrom };
  });

  if (changed) announce({ type: "message:changed", threadId, message, ...changed });
  return asReadFrom(message, readableFrom);
}
