import { randomUUID } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { findFile } from "@/db/files";
import { checkFile, putFile } from "@/lib/files";
import { filesFolder } from "@/lib/files-folder";
import { receive } from "@/lib/incoming";
import { sendMessages } from "@/lib/messages";
import type { Viewer } from "@/lib/sessions";
import { storage } from "@/lib/storage";
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

/** Everything that lies in the storage on the disk of a file, by its id. */
export function storedOf(id: string): string[] {
  const folder = join(filesFolder(), id.slice(0, 2));
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith(id)) : [];
}

/** The bytes of a whole file, sent or not. */
export async function contentOf(id: string): Promise<Buffer> {
  const file = await findFile(id);
  const range = { start: 0, end: (file?.size ?? 0) - 1 };
  return Buffer.from(await new Response(await storage().open(file?.storedAs ?? id, range)).arrayBuffer());
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
