import { and, eq, exists, inArray, isNull, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { notEstranged } from "./blocks";
import { database } from "./client";
import { threadParticipants, users } from "./schema";

const own = alias(threadParticipants, "own");
const theirs = alias(threadParticipants, "theirs");
const viewers = alias(users, "viewers");

/** Those of the people with an account who share a thread with a viewer who tells others whether they are there. */
export function findAcquaintances(viewerId: string, personIds: string[]) {
  const viewer = database()
    .select({ id: viewers.id })
    .from(viewers)
    .where(and(eq(viewers.id, viewerId), viewers.presenceOn));
  const shared = database()
    .select({ id: theirs.userId })
    .from(theirs)
    .innerJoin(own, and(eq(own.threadId, theirs.threadId), eq(own.userId, viewerId), isNull(own.leftAt)))
    .where(and(eq(theirs.userId, users.id), isNull(theirs.leftAt)));
  return database()
    .select({ id: users.id, presenceOn: users.presenceOn, lastSeenAt: users.lastSeenAt })
    .from(users)
    .where(
      and(
        inArray(users.id, personIds),
        ne(users.id, viewerId),
        isNull(users.deletedAt),
        exists(viewer),
        exists(shared),
        notEstranged(viewerId, users.id),
      ),
    );
}

/** When people were last found to be there; an earlier time than the one that is kept changes nothing. */
export async function updateLastSeen(people: { id: string; lastSeenAt: Date }[]): Promise<void> {
  const seen = JSON.stringify(people.map(({ id, lastSeenAt }) => ({ id, at: lastSeenAt.toISOString() })));
  await database().execute(sql`
    update ${users} set last_seen_at = seen.at
    from json_to_recordset(${seen}::json) as seen(id uuid, at timestamptz)
    where ${users.id} = seen.id and coalesce(${users.lastSeenAt} < seen.at, true)`);
}
