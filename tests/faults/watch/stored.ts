import { asc, eq } from "drizzle-orm";
import { database } from "@/db/client";
import { messages } from "@/db/schema";
import type { Stored } from "./count";

/** What PostgreSQL has of a thread, read anew and whole each time: nothing of it is taken on trust. */
export function createReader(threadId: string, now: () => number) {
  const seen = new Map<string, number>();

  return async function read(): Promise<Stored[]> {
    const rows = await database()
      .select({ id: messages.id })
      .from(messages)
      .where(eq(messages.threadId, threadId))
      .orderBy(asc(messages.seq));
    return rows.map(({ id }) => {
      const since = seen.get(id) ?? now();
      seen.set(id, since);
      return { id, since };
    });
  };
}
