import { asc, isNull, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "./client";
import type { Place } from "./message-changes";
import { fileNames } from "./message-columns";
import { messages, messageWords } from "./schema";

/** The kind of the job that enters what is not entered yet. */
export const ENTERING = "enter-words";

/** Enters messages under their words, each a `tsvector`; those that are there already, and stubs, are left alone. */
export async function enterWords(tx: Transaction, entries: (Place & { words: string })[]): Promise<void> {
  if (entries.length === 0) return;
  const given = JSON.stringify(entries.map(({ threadId, seq, words }) => ({ thread_id: threadId, seq, words })));
  await tx.execute(sql`
    select enter_words(thread_id, seq, words)
    from jsonb_to_recordset(${given}::jsonb) as entry(thread_id uuid, seq integer, words text)`);
}

/** The places of the next messages, in the order of threads and places, and whether each has its words or needs none. */
export function findPlacesAfter(tx: Transaction, after: Place | null, limit: number) {
  // With the table's name: where it is the only one, Drizzle leaves it out, and the inner table would be meant.
  const isEntered = sql<boolean>`(${messages.kind} <> 'text' or ${messages.deletedAt} is not null or exists (
    select from ${messageWords} w where w.thread_id = messages.thread_id and w.seq = messages.seq))`;
  return tx
    .select({ threadId: messages.threadId, seq: messages.seq, isEntered })
    .from(messages)
    .where(
      after ? sql`(${messages.threadId}, ${messages.seq}) > (${after.threadId}, ${after.seq}::integer)` : undefined,
    )
    .orderBy(asc(messages.threadId), asc(messages.seq))
    .limit(limit);
}

/** What messages say, which cannot be changed until the transaction ends. Of stubs nothing. */
export async function holdUnentered(tx: Transaction, places: Place[]) {
  if (places.length === 0) return [];
  return tx
    .select({ threadId: messages.threadId, seq: messages.seq, body: messages.body, files: fileNames })
    .from(messages)
    .where(sql`${isAmong(places)} and ${isNull(messages.deletedAt)}`)
    .for("share");
}

function isAmong(places: Place[]): SQL {
  const pairs = places.map(({ threadId, seq }) => sql`(${threadId}::uuid, ${seq}::integer)`);
  return sql`(${messages.threadId}, ${messages.seq}) in (${sql.join(pairs, sql`, `)})`;
}
