import type { MessageFile } from "@/lib/wire/files";
import type { RefusalCode } from "@/lib/wire/outcome";

/** A file on its way to the server. Until its message is sent it is kept on this device. */
export type Upload = {
  id: string;
  threadId: string;
  content: File;
  /** By this device's clock, each later than the one before: the order in which they were chosen. */
  chosenAt: number;
  /** Bytes that the server has, as far as is known. */
  received: number;
  state: "waiting" | "sending" | "whole" | "failed";
  /** Why it failed. */
  code: RefusalCode | null;
  /** What the server has made of it, when all of it is there. */
  file: MessageFile | null;
};

/** The file as far as this device knows it. */
export function fileOf({ id, content, file }: Upload): MessageFile {
  const unknown = { type: "application/octet-stream", width: null, height: null, thumbhash: null };
  return file ?? { id, name: content.name, size: content.size, ...unknown };
}
