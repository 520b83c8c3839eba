import { randomUUID } from "node:crypto";
import { and, eq, exists, or } from "drizzle-orm";
import { database, type Transaction } from "./client";
import { participant } from "./participants";
import { pictures, threadParticipants, threads, users } from "./schema";

/** Keeps a picture, if there is one; answers its id, which is of this picture for ever. */
export async function insertPicture(tx: Transaction, data: Buffer | null): Promise<string | null> {
  if (!data) return null;
  const id = randomUUID();
  await tx.insert(pictures).values({ id, data, type: "image/webp" });
  return id;
}

/** Takes away a picture that nobody shows any more. */
export async function deletePicture(tx: Transaction, id: string | null): Promise<void> {
  if (id) await tx.delete(pictures).where(eq(pictures.id, id));
}

/** A picture that somebody may see: the face of a person, or of a group that they are in. */
export async function findPicture(viewerId: string, id: string) {
  const [picture] = await database()
    .select({ data: pictures.data, type: pictures.type })
    .from(pictures)
    .where(
      and(
        eq(pictures.id, id),
        or(
          exists(database().select({ id: users.id }).from(users).where(eq(users.pictureId, pictures.id))),
          exists(
            database()
              .select({ id: threads.id })
              .from(threads)
              .innerJoin(threadParticipants, participant(threads.id, viewerId))
              .where(eq(threads.pictureId, pictures.id)),
          ),
        ),
      ),
    );
  return picture;
}
