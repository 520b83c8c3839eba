import type postgres from "postgres";

type Sql = postgres.Sql | postgres.TransactionSql;

/** A table and the columns that are stored in it, without those that PostgreSQL makes of others. */
export type Table = { name: string; columns: string[] };

/** Where a sequence stands; null before its first value was taken. Numbers as text: they may be larger than ours. */
export type Sequence = { name: string; last: string | null };

/** A statement that makes something of the schema again, and the one that takes it away. */
export type Part = { drop: string; create: string };

export async function findTables(sql: Sql): Promise<Table[]> {
  const rows = await sql<{ name: string; columns: string }[]>`
    select c.relname as name, json_agg(a.attname order by a.attnum)::text as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    group by c.relname order by c.relname`;
  return rows.map(({ name, columns }) => ({ name, columns: JSON.parse(columns) }));
}

export async function findSequences(sql: Sql): Promise<Sequence[]> {
  return [
    ...(await sql<Sequence[]>`
      select sequencename as name, last_value::text as last from pg_sequences
      where schemaname = 'public' order by sequencename`),
  ];
}

export async function countRows(sql: Sql, table: string): Promise<number> {
  const [row] = await sql`select count(*)::float8 as count from ${sql(`public.${table}`)}`;
  return row?.count;
}

/**
 * What only gets in the way while tables are filled: the references between them, so that their order does not matter, and
 * the indexes, which are made many times faster of what is there. Made again, a reference is checked row by row.
 */
export async function findParts(sql: Sql): Promise<Part[]> {
  const references = await sql<Part[]>`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as create
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by conname`;
  const indexes = await sql<Part[]>`
    select format('drop index %s', indexrelid::regclass) as drop, pg_get_indexdef(indexrelid) as create
    from pg_index join pg_class on pg_class.oid = indexrelid
    where relnamespace = 'public'::regnamespace
      and not exists (select from pg_constraint where conindid = indexrelid)
    order by relname`;
  return [...indexes, ...references];
}
