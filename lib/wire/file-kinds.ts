import type { MessageFile } from "./files";

/** Those that stand in a message, rather than being fetched from it: we have drawn them ourselves. */
export function isImage({ type }: Pick<MessageFile, "type">): boolean {
  return type === "image/webp";
}
