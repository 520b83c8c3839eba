"use server";

import { redirect } from "next/navigation";
import { action } from "@/lib/action";
import * as messages from "@/lib/messages";
import { ListMessages, SendMessages } from "@/lib/wire/messages";

export const sendMessages = action(SendMessages, messages.sendMessages);
export const listMessages = action(ListMessages, messages.listMessages);

/** Sends one message from a page without scripts. The page chose the message's id, so that sending twice is once. */
export async function sendForm(form: FormData): Promise<void> {
  const draft = { id: String(form.get("id")), body: String(form.get("body")) };
  const threadId = String(form.get("threadId"));
  const outcome = await sendMessages({ viewerId: String(form.get("viewerId")), threadId, drafts: [draft] });
  const [sent] = outcome.ok ? outcome.value : [outcome];
  redirect(sent?.ok ? `/t/${sent.value.threadId}` : `/t/${encodeURIComponent(threadId)}?refused=${sent?.code}`);
}
