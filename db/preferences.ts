import { eq } from "drizzle-orm";
import { database } from "./client";
import { users } from "./schema";

const preferenceColumns = { receiptsOn: users.receiptsOn, typingOn: users.typingOn, presenceOn: users.presenceOn };

export async function findPreferences(userId: string) {
  const [found] = await database().select(preferenceColumns).from(users).where(eq(users.id, userId));
  return found;
}

type Change = { [Name in keyof typeof preferenceColumns]?: boolean | undefined };

/** Changes what is given, which is something; answers what holds then. */
export async function updatePreferences(userId: string, change: Change) {
  const [updated] = await database().update(users).set(change).where(eq(users.id, userId)).returning(preferenceColumns);
  return updated;
}
