import type postgres from "postgres";

/** How many processes of Parley are connected to the database, beside the one that asks. */
export async function countProcesses(owner: postgres.Sql): Promise<number> {
  const [row] = await owner`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and application_name = 'parley' and pid <> pg_backend_pid()`;
  return row?.count;
}

/** What is in a database: nothing, Parley's tables without anybody in them, people, or tables of something else. */
export async function findContent(sql: postgres.Sql): Promise<"nothing" | "nobody" | "people" | "something else"> {
  const [found] = await sql`
    select exists (select from pg_tables where schemaname = 'public') as "hasTables",
      to_regclass('drizzle.__drizzle_migrations') is not null and to_regclass('public.users') is not null as "isParley"`;
  if (!found?.hasTables) return "nothing";
  if (!found.isParley) return "something else";
  const [people] = await sql`select exists (select from public.users) as "areThere"`;
  return people?.areThere ? "people" : "nobody";
}

/** Takes away all of Parley's tables; only the end of the transaction makes it so. */
export async function emptyPlace(tx: postgres.TransactionSql): Promise<void> {
  await tx.unsafe(`
    set local lock_timeout = '10s';
    drop schema if exists drizzle cascade;
    drop schema public cascade;
    create schema public;
  `);
}
