import { and, asc, eq, ilike, inArray, isNull, ne, or } from "drizzle-orm";
import { database } from "./client";
import { users } from "./schema";

const personColumns = { id: users.id, name: users.name, username: users.username };

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
export function findPeopleById(ids: string[]) {
  return database()
    .select(personColumns)
    .from(users)
    .where(and(inArray(users.id, ids), isNull(users.disabledAt)));
}

export async function findCredentials(username: string) {
  const [person] = await database()
    .select({ id: users.id, passwordHash: users.passwordHash, authVersion: users.authVersion })
    .from(users)
    .where(and(eq(users.username, username), isNull(users.disabledAt)));
  return person;
}

export async function updatePasswordHash(userId: string, passwordHash: string): Promise<void> {
  await database().update(users).set({ passwordHash }).where(eq(users.id, userId));
}

export async function insertPerson(person: typeof users.$inferInsert): Promise<void> {
  await database().insert(users).values(person);
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}
