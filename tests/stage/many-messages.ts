import { type SQL, sql } from "drizzle-orm";
import postgres from "postgres";
import { database } from "@/db/client";

const PORTION = 2_500;
const WORDS = 10;

/**
 * The word of a rank, of 100,000: the first is in every third message or so, the thousandth in one of a thousand, as in
 * what people write. No word begins with another one.
 */
export const wordOf = (rank: number) => `${inLetters(rank)}q`;

/** As PostgreSQL makes it below: the rank's digits as letters. */
const inLetters = (rank: number) => [...String(rank)].map((digit) => "abcdefghij"[Number(digit)]).join("");

/** Has PostgreSQL count its words, which it does by itself after a while, and only the owner may ask for. */
export async function countWords(ownerUrl: string): Promise<void> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  await owner`vacuum analyze message_words`;
  await owner.end();
}

/**
 * Fills new groups with messages that people wrote in turns, one every second up to now, and enters them under their words. As
 * statements, because sending a million takes hours and this takes minutes; nobody is told.
 */
export async function fillThreads(threadIds: string[], authorIds: string[], count: number): Promise<void> {
  const [threads, authors] = [JSON.stringify(threadIds), JSON.stringify(authorIds)];
  for (let from = 1; from <= count; from += PORTION) {
    const to = Math.min(count, from + PORTION - 1);
    await unhurried(sql`
      with written as (
        insert into messages (thread_id, seq, id, author_id, body, rev, created_at)
        select (${threads}::jsonb ->> (n % ${threadIds.length}::integer))::uuid, 2 + n / ${threadIds.length}::integer,
          gen_random_uuid(), (${authors}::jsonb ->> (n % ${authorIds.length}::integer))::uuid, said.body,
          2 + n / ${threadIds.length}::integer, now() - (${count}::integer - n) * interval '1 second'
        from generate_series(${from - 1}::integer, ${to - 1}::integer) as n
        cross join lateral (
          select string_agg(translate(floor(power(100000, random()))::integer::text, '0123456789', 'abcdefghij') || 'q', ' ')
            as body
          from generate_series(1, ${WORDS}::integer) as one where n >= 0
        ) as said
        returning *
      )
      insert into message_words (thread_id, seq, created_at, words)
      select thread_id, seq, created_at, to_tsvector('simple', body)
        || array_to_tsvector(array[mark_of('A', author_id), mark_of('T', thread_id)])
      from written`);
  }
  await unhurried(sql`
    update threads set last_seq = filled.last, last_rev = filled.last, last_message_at = now()
    from (select thread_id, max(seq) as last from messages group by thread_id) as filled where filled.thread_id = threads.id`);
}

/** Without the five seconds after which the server ends a statement, on a busy machine too. */
async function unhurried(statement: SQL): Promise<void> {
  await database().transaction(async (tx) => {
    await tx.execute(sql`select set_config('statement_timeout', '0', true)`);
    await tx.execute(statement);
  });
}
