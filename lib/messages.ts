import { createHash } from "node:crypto";
import { findMessagesBefore, findMessagesChangedSince, insertMessages, type MessageRow } from "@/db/messages";
import { requireParticipant } from "@/lib/participants";
import { announce } from "@/lib/realtime";
import type { Viewer } from "@/lib/sessions";
import { PAGE_SIZE } from "@/lib/wire/limits";
import type { Draft, ListMessages, Message, MessagePage, SendMessages, SentMessages } from "@/lib/wire/messages";

/** Sends drafts into a thread, in their order. Sending a draft again answers with the message that it became. */
export async function sendMessages(viewer: Viewer, { threadId, drafts }: SendMessages): Promise<SentMessages> {
  const rows = await insertMessages(viewer, threadId, drafts.map(withHash));

  return rows.map((row) => {
    if (row.result !== "sent") return { ok: false, code: row.result };

    const message = toMessage({ ...row, threadId, author: { id: viewer.id, name: viewer.name }, event: null });
    if (row.isNew) {
      announce({ type: "message:created", threadId, membershipVersion: row.membershipVersion, message });
    }
    return { ok: true, value: message };
  });
}

/** The page of messages before a place in the thread. */
export async function listMessages(viewer: Viewer, { threadId, before }: ListMessages): Promise<MessagePage> {
  await requireParticipant(viewer, threadId);
  return findPage(viewer, threadId, before);
}

/** The newest page. For a viewer who is known to be a participant. */
export function newestPage(viewer: Viewer, threadId: string): Promise<MessagePage> {
  return findPage(viewer, threadId, null);
}

/** What was sent or changed since the viewer's tab knew the thread at `rev`; for a viewer known to be a participant. */
export async function messagesSince(viewer: Viewer, threadId: string, rev: number): Promise<Message[]> {
  const rows = await findMessagesChangedSince(viewer.id, threadId, rev);
  return rows.map(toMessage);
}

export function toMessage(row: MessageRow): Message {
  return {
    threadId: row.threadId,
    seq: row.seq,
    id: row.id,
    author: row.author,
    body: row.deletedAt ? "" : row.body,
    event: row.event,
    rev: row.rev,
    createdAt: row.createdAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
    isDeleted: row.deletedAt !== null,
  };
}

async function findPage(viewer: Viewer, threadId: string, before: number | null): Promise<MessagePage> {
  const rows = await findMessagesBefore(viewer.id, threadId, before, PAGE_SIZE + 1);
  const messages = rows.slice(0, PAGE_SIZE).map(toMessage).reverse();
  return { messages, hasOlder: rows.length > PAGE_SIZE };
}

/** The hash covers what the person sent, so that a retry is told from another message under the same id. */
function withHash({ id, body }: Draft) {
  return { id, body, draft_hash: createHash("sha256").update(JSON.stringify({ body })).digest("base64") };
}
