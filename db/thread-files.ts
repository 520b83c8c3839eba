import { and, desc, eq, gte, isNull, ne, sql } from "drizzle-orm";
import type { FilePlace } from "@/lib/wire/thread-files";
import { database } from "./client";
import { participant, readableFrom } from "./participants";
import { seenColumns } from "./people";
import { files, messages, threadParticipants, threads, users } from "./schema";

type Wanted = { threadId: string; type: string; isOfType: boolean; before: FilePlace | null; limit: number };

/** Files of the messages of a thread that the viewer may read, of one type or of all others, newest first. */
export function findThreadFiles(viewerId: string, { threadId, type, isOfType, before, limit }: Wanted) {
  return database()
    .select({ file: files, author: seenColumns, at: messages.createdAt })
    .from(files)
    .innerJoin(messages, and(eq(messages.threadId, files.threadId), eq(messages.seq, files.seq)))
    .innerJoin(users, eq(users.id, messages.authorId))
    .innerJoin(threads, eq(threads.id, files.threadId))
    .innerJoin(threadParticipants, participant(files.threadId, viewerId))
    .where(
      and(
        eq(files.threadId, threadId),
        isOfType ? eq(files.type, type) : ne(files.type, type),
        gte(files.seq, readableFrom),
        isNull(messages.deletedAt),
        before ? sql`(${files.seq}, ${files.place}) < (${before.seq}::integer, ${before.place}::integer)` : undefined,
      ),
    )
    .orderBy(desc(files.seq), desc(files.place))
    .limit(limit);
}
