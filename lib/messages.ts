import { createHash } from "node:crypto";
import { findEdits } from "@/db/message-changes";
import {
  findMessages,
  findMessagesAfter,
  findMessagesAround,
  findMessagesBefore,
  findMessagesChangedSince,
  insertMessages,
  type MessageRow,
} from "@/db/messages";
import { refused } from "@/lib/answer";
import { takeWithin } from "@/lib/limiter";
import { insertMessageWithFiles } from "@/lib/message-files";
import { requireParticipant } from "@/lib/participants";
import { asPerson } from "@/lib/people";
import { announce } from "@/lib/realtime";
import { Refusal } from "@/lib/refusal";
import { vectorOf } from "@/lib/search/matching";
import { measureSend } from "@/lib/send-notes";
import type { Viewer } from "@/lib/sessions";
import { inSpan } from "@/lib/tracing";
import { quoteOf } from "@/lib/wire/excerpts";
import type { MessageFile } from "@/lib/wire/files";
import { EDITS_LIMIT, PAGE_SIZE } from "@/lib/wire/limits";
import { firstLink } from "@/lib/wire/markdown/hrefs";
import { usernamesIn } from "@/lib/wire/mentions";
import type {
  Draft,
  Edit,
  ListEdits,
  ListMessages,
  Message,
  MessagePage,
  SendMessages,
  SentMessages,
} from "@/lib/wire/messages";

/**
 * Sends drafts into a thread, in their order, as many as the viewer may send now. Sending a draft again answers with the
 * message that it became.
 */
export function sendMessages(viewer: Viewer, input: SendMessages): Promise<SentMessages> {
  return inSpan("sendMessages", { "parley.drafts": input.drafts.length }, () => sendWithin(viewer, input));
}

async function sendWithin(viewer: Viewer, { threadId, drafts }: SendMessages): Promise<SentMessages> {
  const { taken, refusal } = await takeWithin("send", viewer.id, drafts.length);
  const sent: SentMessages = [];
  for (const together of inTransactions(drafts.slice(0, taken))) {
    sent.push(...(await sendTogether(viewer, threadId, together)));
  }
  return refusal ? [...sent, refused(refusal)] : sent;
}

/** Drafts without files go in one transaction, and one with files in a transaction of its own: it may have to be undone. */
function inTransactions(drafts: Draft[]): Draft[][] {
  const groups: Draft[][] = [];
  for (const draft of drafts) {
    const last = groups.at(-1);
    if (last && !hasFiles(draft) && !last.some(hasFiles)) last.push(draft);
    else groups.push([draft]);
  }
  return groups;
}

async function sendTogether(viewer: Viewer, threadId: string, drafts: Draft[]): Promise<SentMessages> {
  const done = measureSend(threadId, drafts.length);
  try {
    const rows = await inSpan("send_messages", { "db.system.name": "postgresql" }, () =>
      insertDrafts(viewer, threadId, drafts),
    );
    done(rows);
    return announceSent(viewer, threadId, rows);
  } catch (error) {
    done(error instanceof Refusal ? "refused" : "failed");
    if (error instanceof Refusal) return [refused(error)];
    throw error;
  }
}

type SentRow = Awaited<ReturnType<typeof insertMessages>>[number] & { files: MessageFile[] | null };

async function insertDrafts(viewer: Viewer, threadId: string, drafts: Draft[]): Promise<SentRow[]> {
  const [first] = drafts;
  if (first?.files?.length) {
    return [await insertMessageWithFiles(viewer, threadId, toNewDraft(first), first.files)];
  }
  const rows = await insertMessages(viewer, threadId, drafts.map(toNewDraft));
  return rows.map((row) => ({ ...row, files: null }));
}

async function announceSent(viewer: Viewer, threadId: string, rows: SentRow[]): Promise<SentMessages> {
  const known = await knownMessages(viewer, threadId, rows);

  return rows.map((row) => {
    if (row.result !== "sent") return { ok: false, code: row.result };

    const author = asPerson(viewer);
    const quote = row.quote && { ...row.quote, files: [] };
    const message =
      known.get(row.seq) ?? toMessage({ ...row, quote, threadId, author, event: null, reactions: null, preview: null });
    if (row.isNew) {
      announce({ type: "message:created", threadId, membershipVersion: row.membershipVersion, message });
    }
    return { ok: true, value: message };
  });
}

/** A page of a thread's messages. */
export async function listMessages(viewer: Viewer, input: ListMessages): Promise<MessagePage> {
  const { newest, rev } = await requireParticipant(viewer, input.threadId);
  return { ...(await findPage(viewer, input)), newest, rev };
}

/** What a message said before it was edited, oldest first; of more than can be shown, the last. */
export async function listEdits(viewer: Viewer, { threadId, seq }: ListEdits): Promise<Edit[]> {
  await requireParticipant(viewer, threadId);
  const [message] = await findMessages(viewer.id, threadId, [seq]);
  if (!message) throw new Refusal("no-such-message");

  const edits = await findEdits({ threadId, seq }, EDITS_LIMIT);
  return edits.map(({ body, writtenAt }) => ({ body, writtenAt: writtenAt.toISOString() })).reverse();
}

type PagePlace = { threadId: string } & ({ before: number } | { after: number } | { around: number });

/** The messages of a page, and whether there are older ones. For a viewer who is known to be a participant. */
export async function findPage(viewer: Viewer, page: PagePlace): Promise<Pick<MessagePage, "messages" | "hasOlder">> {
  if ("after" in page) return pageAfter(viewer, page);
  return "before" in page ? pageBefore(viewer, page) : pageAround(viewer, page);
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
    replyTo: row.replyToSeq,
    quote: row.quote && quoteOf(row.quote),
    reactions: row.reactions ?? [],
    mentions: row.mentions ?? [],
    files: row.files ?? [],
    preview: row.preview,
  };
}

/** A system line as it was just written. Nobody has replied to it, reacted to it or been named in it. */
export function toSystemLine(
  line: Pick<MessageRow, "threadId" | "seq" | "id" | "author" | "event" | "rev" | "createdAt">,
) {
  const nothing = { editedAt: null, deletedAt: null, replyToSeq: null, quote: null };
  const nobody = { reactions: null, mentions: null, files: null, preview: null };
  return toMessage({ ...line, ...nothing, ...nobody, body: "" });
}

async function pageBefore(viewer: Viewer, { threadId, before }: { threadId: string; before: number }) {
  const rows = await findMessagesBefore(viewer.id, threadId, before, PAGE_SIZE + 1);
  return { messages: rows.slice(0, PAGE_SIZE).map(toMessage).reverse(), hasOlder: rows.length > PAGE_SIZE };
}

/** Whoever asks holds the message before it. */
async function pageAfter(viewer: Viewer, { threadId, after }: { threadId: string; after: number }) {
  const rows = await findMessagesAfter(viewer.id, threadId, after, PAGE_SIZE);
  return { messages: rows.map(toMessage), hasOlder: true };
}

async function pageAround(viewer: Viewer, { threadId, around: place }: { threadId: string; around: number }) {
  const half = PAGE_SIZE / 2;
  const rows = await findMessagesAround(viewer.id, threadId, place, half + 1);
  const inOrder = rows.map(toMessage).sort((one, other) => one.seq - other.seq);
  const older = inOrder.filter(({ seq }) => seq < place);
  const newer = inOrder.filter(({ seq }) => seq >= place);
  return { messages: [...older.slice(-half), ...newer.slice(0, half)], hasOlder: older.length > half };
}

/**
 * What became of drafts that had been sent before, by their places: they may have been changed since. Of replies, too:
 * `send_messages` knows nothing of the files of what they quote. Whoever has left may read nothing, and is answered with
 * what they wrote.
 */
async function knownMessages(viewer: Viewer, threadId: string, rows: SentRow[]) {
  const seqs = rows.filter(({ result, isNew, quote }) => result === "sent" && (!isNew || quote)).map(({ seq }) => seq);
  const found = seqs.length > 0 ? await findMessages(viewer.id, threadId, seqs) : [];
  return new Map(found.map((row) => [row.seq, toMessage(row)]));
}

const hasFiles = ({ files }: Draft) => (files?.length ?? 0) > 0;

/** The hash covers what the person sent, so that a retry is told from another message under the same id. */
function toNewDraft({ id, body, replyTo, files }: Draft) {
  const sent = JSON.stringify({ body, ...(replyTo !== null && { replyTo }), ...(files?.length && { files }) });
  const draft_hash = createHash("sha256").update(sent).digest("base64");
  return {
    id,
    body,
    draft_hash,
    reply_to: replyTo,
    mentioned: usernamesIn(body),
    words: vectorOf(body),
    has_link: firstLink(body) !== null,
  };
}
