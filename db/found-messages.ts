import { and, eq, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { FileName } from "@/lib/wire/excerpts";
import { database } from "./client";
import type { Place } from "./message-changes";
import { participant, readableFrom } from "./participants";
import { seenColumns } from "./people";
import { files, messages, threadParticipants, threads, users } from "./schema";

const counterparts = alias(threadParticipants, "counterparts");
const counterpartUsers = alias(users, "counterpart_users");

/** Those of the messages that the viewer may read now and that say something, each with its thread's title. In no order. */
export async function findFoundMessages(viewerId: string, places: Place[]) {
  if (places.length === 0) return [];
  const pairs = places.map(({ threadId, seq }) => sql`(${threadId}::uuid, ${seq}::integer)`);
  // The limit is never reached: it makes PostgreSQL read these first, instead of all that the viewer may read.
  const found = database()
    .select()
    .from(messages)
    .where(
      sql`(${messages.threadId}, ${messages.seq}) in (${sql.join(pairs, sql`, `)}) and ${messages.deletedAt} is null`,
    )
    .limit(places.length)
    .as("found");
  return database()
    .select({
      threadId: found.threadId,
      seq: found.seq,
      kind: threads.kind,
      title: sql<string>`coalesce(${counterpartUsers.name}, ${threads.title}, '')`,
      body: found.body,
      author: seenColumns,
      createdAt: found.createdAt,
      editedAt: found.editedAt,
      files: sql<FileName[] | null>`(
        select json_agg(json_build_object('name', f.name) order by f.place)
        from ${files} f where f.thread_id = ${found.threadId} and f.seq = ${found.seq})`,
    })
    .from(found)
    .innerJoin(users, eq(users.id, found.authorId))
    .innerJoin(threads, eq(threads.id, found.threadId))
    .innerJoin(threadParticipants, and(participant(threads.id, viewerId), sql`${found.seq} >= ${readableFrom}`))
    .leftJoin(
      counterparts,
      and(eq(threads.kind, "direct"), eq(counterparts.threadId, threads.id), ne(counterparts.userId, viewerId)),
    )
    .leftJoin(counterpartUsers, eq(counterpartUsers.id, counterparts.userId));
}
