"use server";

import { redirect } from "next/navigation";
import { action } from "@/lib/action";
import * as changes from "@/lib/message-changes";
import * as messages from "@/lib/messages";
import {
  DeleteMessage,
  EditMessage,
  ListEdits,
  ListMessages,
  RemoveLinkPreview,
  SendMessages,
  SetReaction,
  type UnsentForm,
} from "@/lib/wire/messages";

export const sendMessages = action(SendMessages, messages.sendMessages, "within");
export const listMessages = action(ListMessages, messages.listMessages, "read");
export const listEdits = action(ListEdits, messages.listEdits, "read");
export const editMessage = action(EditMessage, changes.editMessage, "change");
export const deleteMessage = action(DeleteMessage, changes.deleteMessage, "change");
export const removeLinkPreview = action(RemoveLinkPreview, changes.removeLinkPreview, "change");
export const setReaction = action(SetReaction, changes.setReaction, "change");

/** Sends one message from a page without scripts. The page chose its id, so that sending the form twice is once. */
export async function sendForm(_before: UnsentForm | null, form: FormData): Promise<UnsentForm> {
  const field = (name: string) => String(form.get(name) ?? "");
  const draft = { id: field("id"), body: field("body"), replyTo: null };
  const input = { viewerId: field("viewerId"), threadId: field("threadId"), drafts: [draft] };
  const outcome = await sendMessages(input);
  const [sent] = outcome.ok ? outcome.value : [outcome];
  if (sent?.ok) redirect(`/t/${sent.value.threadId}`);
  return { ...draft, refusal: sent ?? { ok: false, code: "unexpected" } };
}
