import { isImage } from "@/lib/wire/file-kinds";
import type { MessageFile } from "@/lib/wire/files";
import type { Message } from "@/lib/wire/messages";
import type { Person } from "@/lib/wire/people";

/** An image of a message, and who sent it when: `at` is ISO 8601 in UTC. */
export type GalleryImage = { file: MessageFile; seq: number; author: Person; at: string };

type Origin = Pick<Message, "seq" | "author" | "createdAt" | "files">;

/** The images of messages, in their order; of those whose messages the log folds, none. */
export function imagesOf(messages: Origin[], foldedIds: readonly string[]): GalleryImage[] {
  return messages
    .filter(({ author }) => !foldedIds.includes(author.id))
    .flatMap(({ files, seq, author, createdAt: at }) =>
      files.filter(isImage).map((file) => ({ file, seq, author, at })),
    );
}
