import { randomUUID } from "node:crypto";
import { checkFile, putFile } from "@/lib/files";
import { receive } from "@/lib/incoming";
import { sendMessages } from "@/lib/messages";
import type { Viewer } from "@/lib/sessions";
import type { MessageFile, ReceivedFile } from "@/lib/wire/files";
import type { Message } from "@/lib/wire/messages";

/** What a request says of a file that a person brings. */
export function putOf(viewer: Viewer, threadId: string, content: Buffer | string, given: { name?: string } = {}) {
  const size = Buffer.byteLength(content);
  return { viewerId: viewer.id, threadId, id: randomUUID(), name: "noodles.txt", size, offset: 0, ...given };
}

export const bodyOf = (content: Buffer | string) => new Blob([new Uint8Array(Buffer.from(content))]).stream();

/** Brings a whole file for a message, as a page does. */
export async function bring(viewer: Viewer, threadId: string, content: Buffer | string, name = "noodles.txt") {
  const put = putOf(viewer, threadId, content, { name });
  await putFile(viewer, put);
  await receive(put, bodyOf(content));
  return wholeOf(await checkFile(viewer, put));
}

export function wholeOf({ file }: ReceivedFile): MessageFile {
  if (!file) throw new Error("The file is not whole.");
  return file;
}

/** Sends a message that is one file. */
export async function sayWithFile(viewer: Viewer, threadId: string, content: Buffer | string = "noodles") {
  const { id } = await bring(viewer, threadId, content);
  return sayWith(viewer, threadId, [id]);
}

export async function sayWith(viewer: Viewer, threadId: string, files: string[], body = ""): Promise<Message> {
  const drafts = [{ id: randomUUID(), body, replyTo: null, files }];
  const [outcome] = await sendMessages(viewer, { viewerId: viewer.id, threadId, drafts });
  if (!outcome?.ok) throw new Error(`The message was refused: ${outcome?.code}`);
  return outcome.value;
}
