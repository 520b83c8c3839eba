import { isImage } from "@/lib/wire/file-kinds";
import type { Message } from "@/lib/wire/messages";
import type { ThreadFile } from "@/lib/wire/thread-files";

type Origin = Pick<Message, "seq" | "author" | "createdAt" | "files">;

/** The images of messages, in their order; of those whose messages the log folds, none. */
export function imagesOf(messages: Origin[], foldedIds: readonly string[]): ThreadFile[] {
  return messages
    .filter(({ author }) => !foldedIds.includes(author.id))
    .flatMap(({ files, seq, author, createdAt: at }) =>
      files.filter(isImage).map((file) => ({ file, seq, author, at })),
    );
}
