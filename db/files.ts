import { and, eq, gte, inArray, isNotNull, isNull, sql, sum } from "drizzle-orm";
import { database, type Transaction } from "./client";
import type { Place } from "./message-changes";
import { participant, readableFrom } from "./participants";
import { files, messages, threadParticipants, threads } from "./schema";

export type FileRow = typeof files.$inferSelect;

type NewFile = Pick<FileRow, "id" | "personId" | "threadId" | "name" | "size">;

export async function findFile(id: string): Promise<FileRow | undefined> {
  const [file] = await database().select().from(files).where(eq(files.id, id));
  return file;
}

/** Undefined when there is one of that id already. */
export async function insertFile(tx: Transaction, file: NewFile): Promise<FileRow | undefined> {
  const [made] = await tx.insert(files).values(file).onConflictDoNothing().returning();
  return made;
}

/** What a file takes at least, in bytes: its rows and its place on a disk, so that many small ones are not for nothing. */
const LEAST_BYTES = 65_536;

/** Bytes of a person's files, those in messages and those that are on their way. */
export async function sumFilesOf(tx: Transaction, personId: string): Promise<number> {
  const [all] = await tx
    .select({
      bytes: sum(sql`greatest(${files.size}, ${LEAST_BYTES}) + coalesce(${files.thumbnailSize}, 0)`).mapWith(Number),
    })
    .from(files)
    .where(eq(files.personId, personId));
  return all?.bytes ?? 0;
}

/** What a file is, when all of it is there; undefined when it has gone meanwhile, or was whole already. */
export async function updateFileWhole(
  id: string,
  whole: Pick<FileRow, "size" | "type" | "width" | "height" | "thumbhash" | "thumbnailSize" | "storedAs">,
): Promise<FileRow | undefined> {
  const [file] = await database()
    .update(files)
    .set(whole)
    .where(and(eq(files.id, id), isNull(files.type)))
    .returning();
  return file;
}

/** A file of a message that the viewer may read: they are in its thread, from the message or an earlier one on. */
export async function findReadableFile(viewerId: string, id: string): Promise<FileRow | undefined> {
  const [found] = await database()
    .select({ file: files })
    .from(files)
    .innerJoin(messages, and(eq(messages.threadId, files.threadId), eq(messages.seq, files.seq)))
    .innerJoin(threads, eq(threads.id, files.threadId))
    .innerJoin(threadParticipants, participant(files.threadId, viewerId))
    .where(and(eq(files.id, id), isNull(messages.deletedAt), gte(messages.seq, readableFrom)));
  return found?.file;
}

/** Gives whole files of a person to a message of theirs, in this order; answers those that it has then. */
export async function updateFilesSent(
  tx: Transaction,
  { threadId, seq }: Place,
  personId: string,
  ids: string[],
): Promise<FileRow[]> {
  return tx
    .update(files)
    .set({ seq, place: sql`array_position(string_to_array(${ids.join(",")}, ',')::uuid[], ${files.id})` })
    .where(
      and(
        inArray(files.id, ids),
        eq(files.personId, personId),
        eq(files.threadId, threadId),
        isNull(files.seq),
        isNotNull(files.type),
      ),
    )
    .returning();
}

/** Where what is in a file lies; `storedAs` is null where that is under its id, or nowhere yet. */
export type StoredFile = Pick<FileRow, "id" | "storedAs">;

const stored = { id: files.id, storedAs: files.storedAs };

/** Deletes the files of messages; answers what they have in the storage still. */
export async function deleteFilesOf(tx: Transaction, threadId: string, seqs: number[]): Promise<StoredFile[]> {
  if (seqs.length === 0) return [];
  return tx
    .delete(files)
    .where(and(eq(files.threadId, threadId), inArray(files.seq, seqs)))
    .returning(stored);
}

/** Deletes a file that was not sent with any message; undefined when there is none. */
export async function deleteUnsentFile(tx: Transaction, id: string): Promise<StoredFile | undefined> {
  const [deleted] = await tx
    .delete(files)
    .where(and(eq(files.id, id), isNull(files.seq)))
    .returning(stored);
  return deleted;
}

/** The same for whom the file is of, and nobody else. */
export async function deleteUnsentFileOf(
  tx: Transaction,
  personId: string,
  id: string,
): Promise<StoredFile | undefined> {
  const [deleted] = await tx
    .delete(files)
    .where(and(eq(files.id, id), eq(files.personId, personId), isNull(files.seq)))
    .returning(stored);
  return deleted;
}

/** Deletes a file of which not all has come to be whole; tells whether there was one. */
export async function deleteUnfinishedFile(id: string): Promise<boolean> {
  const deleted = await database()
    .delete(files)
    .where(and(eq(files.id, id), isNull(files.type)))
    .returning(stored);
  return deleted.length > 0;
}

export async function isFileKept(tx: Transaction, id: string): Promise<boolean> {
  const kept = await tx.select(stored).from(files).where(eq(files.id, id));
  return kept.length > 0;
}

/** Whether a file lies in the storage under this name. */
export async function isStoredAs(tx: Transaction, storedAs: string): Promise<boolean> {
  const kept = await tx.select(stored).from(files).where(eq(files.storedAs, storedAs));
  return kept.length > 0;
}
