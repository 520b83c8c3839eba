import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "./client";
import { participant, readableFrom } from "./participants";
import { messageWords, threadParticipants, threads } from "./schema";

/** What is looked for, and where: of all that the viewer may read at the moment of the statement. */
export type Wanted = {
  viewerId: string;
  /** The `tsquery` that the words meet, and the one that they are ranked by; empty where there is none. */
  condition: string;
  ranking: string;
  /** Only there, when there are any. */
  threadIds: string[] | null;
  /** From this moment on, and before that one. */
  from: Date | null;
  until: Date | null;
  /** Only what comes behind it, newest first. */
  after: Hit | null;
};

export type Hit = { threadId: string; seq: number; createdAt: Date; rank: number };

/** How many entries to look at, and how many hits to answer. */
type Limits = { look: number; hits: number };

/** `looked` is how many entries were looked at; when it is more than the limit, there are others that were not. */
export type Looked = { looked: number; hits: Hit[] };

/**
 * How the statements below are to be carried out, until the transaction ends. Each has one way that is right, which the
 * planner would leave when its numbers are old, when it has prepared the statement for any words, or for a small table:
 * through the index of words there is only one that gathers all places before it reads the first.
 */
export async function prepareSearch(
  tx: Transaction,
  { milliseconds, isByWords = false }: { milliseconds: number; isByWords?: boolean },
): Promise<void> {
  await tx.execute(sql`
    select set_config('statement_timeout', ${String(milliseconds)}, true), set_config('jit', 'off', true),
      set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'off', true),
      set_config('enable_indexscan', ${isByWords ? "off" : "on"}, true)`);
}

/** How many messages there are in the threads that are looked at, about. */
export async function countReadable(tx: Transaction, { viewerId, threadIds }: Wanted): Promise<number> {
  const [row] = await tx.execute<{ messages: number }>(sql`
    select coalesce(sum(${threads.lastSeq} - ${readableFrom} + 1), 0)::float8 as messages
    from ${readableThreads(viewerId, threadIds)}`);
  return row?.messages ?? 0;
}

/** How many entries there are in all, and in how many of them these words are, by the planner's numbers. */
export async function estimateHits(tx: Transaction, condition: string): Promise<{ entries: number; hits: number }> {
  const [size] = await tx.execute<{ entries: number }>(
    sql`select greatest(reltuples, 0)::float8 as entries from pg_class where oid = 'message_words'::regclass`,
  );
  const [plan] = await tx.execute<{ "QUERY PLAN": { Plan: { "Plan Rows": number } }[] }>(
    sql`explain (format json) select from message_words where words @@ ${condition}::tsquery`,
  );
  return { entries: size?.entries ?? 0, hits: plan?.["QUERY PLAN"][0]?.Plan["Plan Rows"] ?? 0 };
}

/** Between which moments the threads that are looked at have entries; null where they have none. */
export async function findExtent(tx: Transaction, { viewerId, threadIds }: Wanted) {
  const [extent] = await tx.execute<{ oldest: Date | string | null; newest: Date | string | null }>(sql`
    select min(oldest.created_at) as oldest, max(newest.created_at) as newest
    from ${readableThreads(viewerId, threadIds)}
    cross join lateral (
      select created_at from message_words w where w.thread_id = ${threads.id} order by created_at limit 1) as oldest
    cross join lateral (
      select created_at from message_words w where w.thread_id = ${threads.id} order by created_at desc limit 1) as newest`);
  const { oldest, newest } = extent ?? {};
  return oldest && newest ? { oldest: new Date(oldest), newest: new Date(newest) } : null;
}

/** By the words: all entries that have them, and of those what the viewer may read. For words that few entries have. */
export function byWords(wanted: Wanted, limits: Limits): SQL {
  return sql`
    with visited as materialized (
      select w.thread_id, w.seq, w.created_at, true as is_hit, ${rankOf(wanted)} as rank
      from ${messageWords} w where w.words @@ ${wanted.condition}::tsquery
      limit ${limits.look + 1}
    ), readable as (
      select visited.* from visited join ${readableThreads(wanted.viewerId, wanted.threadIds)}
        on ${threads.id} = visited.thread_id and visited.seq >= ${readableFrom}
      where ${isWithin(wanted, sql`visited`)}
    )
    ${best(wanted, limits.hits)}`;
}

/** By the threads: all entries from one moment to another, and of those what has the words. For words that many have. */
export function byThreads(wanted: Wanted & { from: Date; until: Date }, limits: Limits): SQL {
  const isHit = wanted.condition ? sql`w.words @@ ${wanted.condition}::tsquery` : sql`true`;
  return sql`
    with visited as materialized (
      select w.thread_id, w.seq, w.created_at, ${isHit} as is_hit,
        case when ${isHit} then ${rankOf(wanted)} end as rank
      from ${readableThreads(wanted.viewerId, wanted.threadIds)}
      cross join lateral (
        select w.* from ${messageWords} w where w.thread_id = ${threads.id} and ${isWithin(wanted, sql`w`)}
        order by w.created_at desc limit ${limits.look + 1}
      ) w
      where w.seq >= ${readableFrom}
      limit ${limits.look + 1}
    ), readable as (select * from visited where is_hit)
    ${best(wanted, limits.hits)}`;
}

/** The threads that the viewer is in now, as `threads` with their `thread_participants`. */
function readableThreads(viewerId: string, threadIds: string[] | null): SQL {
  const only = threadIds
    ? sql`and ${threads.id} in (select jsonb_array_elements_text(${JSON.stringify(threadIds)}::jsonb)::uuid)`
    : sql``;
  return sql`(${threadParticipants} join ${threads} on ${threads.id} = ${threadParticipants.threadId}
    and ${participant(threads.id, viewerId)} ${only})`;
}

const isWithin = ({ from, until }: Wanted, entry: SQL): SQL =>
  sql`(${from?.toISOString() ?? "-infinity"}::timestamptz <= ${entry}.created_at
    and ${entry}.created_at < ${until?.toISOString() ?? "infinity"}::timestamptz)`;

/** Words that stand in short and new messages count for more: after a quarter of a year half as much. */
const rankOf = ({ ranking }: Wanted): SQL =>
  ranking
    ? sql`ts_rank(w.words, ${ranking}::tsquery, 1)
        / (1 + greatest(0, extract(epoch from now() - w.created_at)) / (90 * 86400))`
    : sql`0`;

function best({ ranking, after }: Wanted, limit: number): SQL {
  const isBehind = after
    ? sql`where (created_at, thread_id, seq)
        < (${after.createdAt.toISOString()}::timestamptz, ${after.threadId}::uuid, ${after.seq}::integer)`
    : sql``;
  const order = ranking ? sql`rank desc, created_at desc` : sql`created_at desc, thread_id desc, seq desc`;
  return sql`
    select (select count(*)::integer from visited) as looked,
      (select coalesce(json_agg(hit), '[]') from (
        select thread_id as "threadId", seq, created_at as "createdAt", rank from readable ${isBehind}
        order by ${order} limit ${limit}) as hit) as hits`;
}

/** Carries out one of the two. */
export async function lookAt(tx: Transaction, statement: SQL): Promise<Looked> {
  const [row] = await tx.execute<{
    looked: number;
    hits: { threadId: string; seq: number; createdAt: string; rank: number }[];
  }>(statement);
  const hits = (row?.hits ?? []).map((hit) => ({ ...hit, createdAt: new Date(hit.createdAt) }));
  return { looked: row?.looked ?? 0, hits };
}
