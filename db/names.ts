import { and, desc, eq, inArray, isNull, ne, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { database } from "./client";
import { beginsIn, isCalled } from "./folded";
import { participant } from "./participants";
import { threadParticipants, threads, users } from "./schema";

const counterparts = alias(threadParticipants, "counterparts");
const counterpartUsers = alias(users, "counterpart_users");

/** The title of a thread as a viewer sees it: of a direct thread the name of the other person. */
const title = sql<string>`coalesce(${counterpartUsers.name}, ${threads.title}, '')`;

/**
 * Those who are or were in a thread with the viewer, who among them, and are called so: by their username, or by a word of
 * their name. `isExact`: it is their username, or their whole name.
 */
export function findPeopleCalled(viewerId: string, name: string, limit: number) {
  const own = database()
    .select({ id: threadParticipants.threadId })
    .from(threadParticipants)
    .where(and(eq(threadParticipants.userId, viewerId), isNull(threadParticipants.leftAt)));
  const met = database()
    .select({ id: threadParticipants.userId })
    .from(threadParticipants)
    .where(inArray(threadParticipants.threadId, own));
  const isExact = sql<boolean>`(${users.username} = lower(${name}) or ${isCalled(users.name, name)})`;
  return database()
    .select({ id: users.id, isExact })
    .from(users)
    .where(and(or(eq(users.id, viewerId), inArray(users.id, met)), or(isExact, beginsIn(users.name, name))))
    .orderBy(desc(isExact), users.id)
    .limit(limit);
}

/** The viewer's threads of whose title a word begins so. `isExact`: it is the whole title. */
export function findThreadsCalled(viewerId: string, name: string, limit: number) {
  const isExact = sql<boolean>`${isCalled(title, name)}`;
  return database()
    .select({ id: threads.id, isExact })
    .from(threads)
    .innerJoin(threadParticipants, participant(threads.id, viewerId))
    .leftJoin(
      counterparts,
      and(eq(threads.kind, "direct"), eq(counterparts.threadId, threads.id), ne(counterparts.userId, viewerId)),
    )
    .leftJoin(counterpartUsers, eq(counterpartUsers.id, counterparts.userId))
    .where(beginsIn(title, name))
    .orderBy(desc(isExact), desc(threads.lastMessageAt), desc(threads.id))
    .limit(limit);
}
