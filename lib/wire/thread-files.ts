import { z } from "zod";
import type { MessageFile } from "./files";
import { Id } from "./id";
import { AFTER_ALL, FILES_LIMIT } from "./limits";
import type { Person } from "./people";
import { asViewer } from "./viewer";

/** A file of a thread, with the place of its message, and who sent it when: `at` is ISO 8601 in UTC. */
export type ThreadFile = { file: MessageFile; seq: number; author: Person; at: string };

export type FilesKind = z.infer<typeof FilesKind>;
const FilesKind = z.enum(["images", "others"]);

/** The place of a file in its thread: that of its message, and its own in that. */
export type FilePlace = z.infer<typeof FilePlace>;
const FilePlace = z.strictObject({
  seq: z.number().int().min(1).max(AFTER_ALL),
  place: z.number().int().min(1).max(FILES_LIMIT),
});

/** Images, or all other files, that come before a place; without any, the newest. */
export type ListFiles = z.infer<typeof ListFiles>;
export const ListFiles = asViewer({ threadId: Id, kind: FilesKind, before: FilePlace.nullable() });

/** Newest first. `next` is what the page after this one comes before; null when there is none. */
export type FilePage = { files: ThreadFile[]; next: FilePlace | null };
