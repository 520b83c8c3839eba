import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import type { Viewer } from "@/lib/sessions";

/** The server ends a statement after five seconds, on a busy machine too. */
const PORTION = 10_000;

/**
 * Fills a thread with messages that people wrote in turns, three each, one every 40 seconds up to now, of one line to
 * five. As a statement, because sending 100,000 takes minutes and this takes seconds; nobody is told.
 */
export async function fillThread(threadId: string, people: Viewer[], count: number): Promise<void> {
  for (let from = 1; from <= count; from += PORTION) {
    await fillPortion(threadId, people, { from, to: Math.min(count, from + PORTION - 1), count });
  }
}

type Portion = { from: number; to: number; count: number };

async function fillPortion(threadId: string, people: Viewer[], { from, to, count }: Portion): Promise<void> {
  const authors = JSON.stringify(people.map(({ id }) => id));
  const added = to - from + 1;
  await database().transaction(async (tx) => {
    await tx.execute(sql`
      insert into messages (thread_id, seq, id, author_id, body, rev, created_at)
      select threads.id, last_seq + n - ${from - 1}::integer, gen_random_uuid(),
        (${authors}::jsonb ->> ((n - 1) / 3 % ${people.length}::integer))::uuid,
        'line number ' || (last_seq + n - ${from - 1}::integer)
          || repeat(' and what else there was to say', n * 7919 % 17 % 7),
        last_rev + n - ${from - 1}::integer, now() - (${count}::integer - n) * interval '40 seconds'
      from threads, generate_series(${from}::integer, ${to}::integer) as n where threads.id = ${threadId}`);
    await tx.execute(sql`
      update threads set last_seq = last_seq + ${added}::integer, last_rev = last_rev + ${added}::integer,
        last_message_at = now(), last_change_at = now() where id = ${threadId}`);
  });
}
