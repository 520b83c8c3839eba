import type postgres from "postgres";
import { directThreadId } from "../direct-thread";

type Sql = postgres.Sql | postgres.TransactionSql;

/** So many examples of each breach are told. */
const EXAMPLES = 5;

/** Finds what breaks a promise: the ids of it, at most five. */
type Invariant = (sql: Sql) => Promise<string[]>;

/** What holds in every database of Parley, by its name in words. */
export const INVARIANTS: Record<string, Invariant> = {
  "The places of each thread are 1, 2, 3 … to its last": (sql) =>
    idsOf(sql`
      select t.id from threads t
      left join (
        select thread_id, count(*) as count, min(seq) as first, max(seq) as last from messages group by thread_id
      ) m on m.thread_id = t.id
      where coalesce(m.count, 0) <> t.last_seq or m.first <> 1 or m.last <> t.last_seq limit ${EXAMPLES}`),

  "No change of a message is newer than the newest of its thread": (sql) =>
    idsOf(sql`
      select t.id from threads t join (select thread_id, max(rev) as rev from messages group by thread_id) m
        on m.thread_id = t.id
      where m.rev > t.last_rev limit ${EXAMPLES}`),

  "Each message is in a thread and has an author": (sql) =>
    idsOf(sql`
      select m.id from messages m
      where not exists (select from users u where u.id = m.author_id)
        or not exists (select from threads t where t.id = m.thread_id) limit ${EXAMPLES}`),

  "Each reply has the message that it replies to": (sql) =>
    idsOf(sql`
      select m.id from messages m
      where m.reply_to_seq is not null and not exists (
        select from messages o where o.thread_id = m.thread_id and o.seq = m.reply_to_seq
      ) limit ${EXAMPLES}`),

  "Each file that was sent is whole, and has its message and its sender": (sql) =>
    idsOf(sql`
      select f.id from files f
      where f.seq is not null and (
        f.type is null or f.place is null or not exists (
          select from messages m
          where m.thread_id = f.thread_id and m.seq = f.seq and m.author_id = f.person_id and m.deleted_at is null
        )
      ) limit ${EXAMPLES}`),

  "Each reaction, mention and earlier text has its message and its person": (sql) =>
    idsOf(sql`
      select b.thread_id as id from (
        select thread_id, seq, user_id from reactions union all select thread_id, seq, user_id from mentions
        union all select thread_id, seq, null from message_edits
      ) b
      where not exists (select from messages m where m.thread_id = b.thread_id and m.seq = b.seq)
        or b.user_id is not null and not exists (select from users u where u.id = b.user_id) limit ${EXAMPLES}`),

  "Nobody has read, or may read, what is beyond the end of a thread": (sql) =>
    idsOf(sql`
      select p.thread_id as id from thread_participants p join threads t on t.id = p.thread_id
      where p.joined_seq not between 1 and t.last_seq + 1
        or greatest(p.last_read_seq, p.last_delivered_seq, p.seen_seq) > t.last_seq
        or least(p.last_read_seq, p.last_delivered_seq, p.seen_seq) < 0 limit ${EXAMPLES}`),

  "Each direct thread is that of its two people": findForeignPairs,

  "The next number of the audit log is a new one": (sql) =>
    idsOf(sql`
      select id::text from audit_log
      where id > coalesce((
        select last_value from pg_sequences
        where format('%I.%I', schemaname, sequencename)::regclass = pg_get_serial_sequence('audit_log', 'id')::regclass
      ), 0) limit ${EXAMPLES}`),
};

async function idsOf(query: PromiseLike<postgres.Row[]>): Promise<string[]> {
  return (await query).map(({ id }) => id);
}

/** The id of a direct thread is made from its pair. PostgreSQL has no SHA-1 of its own. */
async function findForeignPairs(sql: Sql): Promise<string[]> {
  const foreign: string[] = [];
  const pairs = sql<{ id: string; people: string }[]>`
    select t.id, json_agg(p.user_id)::text as people from threads t
    left join thread_participants p on p.thread_id = t.id
    where t.kind = 'direct' group by t.id`.cursor(1_000);
  for await (const portion of pairs) {
    for (const { id, people } of portion) {
      const [one, other, ...more]: string[] = JSON.parse(people);
      if (!one || !other || more.length > 0 || directThreadId(one, other) !== id) foreign.push(id);
    }
  }
  return foreign.slice(0, EXAMPLES);
}
