import { and, asc, eq, ilike, inArray, isNull, ne, or, sql } from "drizzle-orm";
import { database, type Transaction } from "./client";
import { threadParticipants, users } from "./schema";

/** A person as others see them. */
export const seenColumns = { id: users.id, name: users.name, pictureId: users.pictureId };
/** The same, and whether they can be written to. */
export const knownColumns = { ...seenColumns, isDeleted: sql<boolean>`${users.deletedAt} is not null` };
const personColumns = { ...seenColumns, username: users.username };

/** People with an account that works, other than the viewer, whose name (or a later word of it) or username begins so. */
export function findPeople(viewerId: string, prefix: string, limit: number) {
  const beginning = `${escapeLike(prefix)}%`;
  return database()
    .select(personColumns)
    .from(users)
    .where(
      and(
        ne(users.id, viewerId),
        isNull(users.disabledAt),
        or(ilike(users.name, beginning), ilike(users.name, `% ${beginning}`), ilike(users.username, beginning)),
      ),
    )
    .orderBy(asc(users.name), asc(users.id))
    .limit(limit);
}

/** Those of the ids that belong to a person with an account that works. */
/** Whose account works; in a transaction it goes on working until that ends. */
export async function findPeopleById(ids: string[], tx?: Transaction) {
  const found = (tx ?? database())
    .select(personColumns)
    .from(users)
    .where(and(inArray(users.id, ids), isNull(users.disabledAt)));
  return tx ? found.for("share") : found;
}

/** The viewer, and those who are or were in a thread that the viewer is in. */
export function findPeopleSeen(viewerId: string, threadId: string | undefined) {
  const isInThread =
    threadId &&
    sql`${users.id} in (
    select others.user_id from ${threadParticipants} own
    join ${threadParticipants} others on others.thread_id = own.thread_id
    where own.thread_id = ${threadId} and own.user_id = ${viewerId} and own.left_at is null)`;
  return database()
    .select(knownColumns)
    .from(users)
    .where(or(eq(users.id, viewerId), isInThread || undefined));
}

/** Locks a person's row against every other change of their account until the transaction ends. */
export async function lockPerson(tx: Transaction, userId: string): Promise<void> {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("no key update");
}

/** Changes what is given; answers the person as others see them then. */
export async function updatePerson(
  tx: Transaction,
  userId: string,
  change: Partial<Pick<typeof users.$inferInsert, "name" | "theme" | "pictureId">>,
) {
  const [person] = await tx.update(users).set(change).where(eq(users.id, userId)).returning(knownColumns);
  if (!person) throw new Error("The person is missing.");
  return person;
}

export async function findTheme(userId: string) {
  const [person] = await database().select({ theme: users.theme }).from(users).where(eq(users.id, userId));
  if (!person) throw new Error("The person is missing.");
  return person.theme;
}

/** The id of a person's picture, under the lock of their row. */
export async function findPictureIdOf(tx: Transaction, userId: string): Promise<string | null> {
  const [person] = await tx.select({ pictureId: users.pictureId }).from(users).where(eq(users.id, userId));
  return person?.pictureId ?? null;
}

export async function findCredentials(username: string) {
  const [person] = await database()
    .select({ id: users.id, passwordHash: users.passwordHash, authVersion: users.authVersion })
    .from(users)
    .where(and(eq(users.username, username), isNull(users.disabledAt)));
  return person;
}

/** Gives a person another hash, unless they have another one than `before` by now; tells whether it did. */
export async function updatePasswordHash(
  userId: string,
  { before, after }: { before: string; after: string },
  connection: Transaction | ReturnType<typeof database> = database(),
): Promise<boolean> {
  const updated = await connection
    .update(users)
    .set({ passwordHash: after })
    .where(and(eq(users.id, userId), eq(users.passwordHash, before)))
    .returning({ id: users.id });
  return updated.length > 0;
}

/** Whether a person may still sign in with this hash; it stays so until the transaction ends. */
export async function holdPasswordHash(tx: Transaction, userId: string, passwordHash: string): Promise<boolean> {
  const held = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), eq(users.passwordHash, passwordHash), isNull(users.disabledAt)))
    .for("share");
  return held.length > 0;
}

export async function insertPerson(person: typeof users.$inferInsert): Promise<void> {
  await database().insert(users).values(person);
}

export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}
