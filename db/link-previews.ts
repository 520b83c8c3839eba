import { and, eq, gte, isNull, sql } from "drizzle-orm";
import { database, type Transaction } from "./client";
import type { Place } from "./message-changes";
import { participant, readableFrom } from "./participants";
import { linkPreviews, messages, settings, threadParticipants, threads } from "./schema";

export type PreviewRow = typeof linkPreviews.$inferSelect;

const isAt = ({ threadId, seq }: Place) => and(eq(linkPreviews.threadId, threadId), eq(linkPreviews.seq, seq));

const NO_PICTURE = { pictureId: null, picture: null, pictureWidth: null, pictureHeight: null };
const NOTHING = { title: "", siteName: null, description: null, ...NO_PICTURE };

/** Whether the server fetches pages at all. Changed by an administrator, and then from the next question on. */
export async function arePreviewsOn(tx: Transaction): Promise<boolean> {
  const [row] = await tx.select({ areOn: settings.linkPreviews }).from(settings);
  return row?.areOn ?? false;
}

/** Of which link a message has a preview, or had one until its author took it away. */
export async function findPreview(tx: Transaction, place: Place): Promise<Pick<PreviewRow, "url"> | undefined> {
  const [preview] = await tx.select({ url: linkPreviews.url }).from(linkPreviews).where(isAt(place));
  return preview;
}

/** Gives a message a preview, in the place of the one that it may have. */
export async function replacePreview(
  tx: Transaction,
  place: Place,
  preview: Omit<PreviewRow, "threadId" | "seq" | "createdAt" | "removedAt">,
): Promise<void> {
  await deletePreview(tx, place);
  await tx.insert(linkPreviews).values({ ...place, ...preview });
}

export async function deletePreview(tx: Transaction, place: Place): Promise<void> {
  await tx.delete(linkPreviews).where(isAt(place));
}

/** Takes away what a preview showed; tells whether it showed anything. */
export async function updatePreviewRemoved(tx: Transaction, place: Place): Promise<boolean> {
  const removed = await tx
    .update(linkPreviews)
    .set({ ...NOTHING, removedAt: sql`clock_timestamp()` })
    .where(and(isAt(place), isNull(linkPreviews.removedAt)))
    .returning({ seq: linkPreviews.seq });
  return removed.length > 0;
}

/** The picture of a message that the viewer may read, a WebP; undefined, too, while there are no previews. */
export async function findReadablePreviewPicture(viewerId: string, pictureId: string): Promise<Buffer | undefined> {
  const [found] = await database()
    .select({ picture: linkPreviews.picture })
    .from(linkPreviews)
    .innerJoin(settings, eq(settings.linkPreviews, true))
    .innerJoin(messages, and(eq(messages.threadId, linkPreviews.threadId), eq(messages.seq, linkPreviews.seq)))
    .innerJoin(threads, eq(threads.id, linkPreviews.threadId))
    .innerJoin(threadParticipants, participant(linkPreviews.threadId, viewerId))
    .where(and(eq(linkPreviews.pictureId, pictureId), isNull(messages.deletedAt), gte(messages.seq, readableFrom)));
  return found?.picture ?? undefined;
}
