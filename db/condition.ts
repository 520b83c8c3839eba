import postgres from "postgres";
import { findNewestMigration } from "./migrate";

export type Condition = {
  /** Of PostgreSQL, its major version. */
  version: number;
  encoding: string;
  role: string;
  maxConnections: number;
  /** How long the way there and back takes, in milliseconds. */
  roundTrip: number;
  /** How far its clock is ahead of ours, in milliseconds. */
  ahead: number;
};

/** How a database is, as the role of its address finds it; rejects when it is not to be had. */
export async function findCondition(url: string): Promise<Condition> {
  return once(url, async (sql) => {
    await sql`select 1`;
    const began = Date.now();
    const [row] = await sql`
      select current_setting('server_version_num')::int / 10000 as version, current_user::text as role,
        pg_encoding_to_char(encoding)::text as encoding, extract(epoch from clock_timestamp())::float8 * 1000 as now,
        current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as "maxConnections"
      from pg_database where datname = current_database()`;
    const roundTrip = Date.now() - began;
    const { version, role, encoding, maxConnections, now } = row ?? {};
    return { version, role, encoding, maxConnections, roundTrip, ahead: now - (began + roundTrip / 2) };
  });
}

/** When the newest step was made that the schema has taken; 0 before the first one. */
export function findStep(ownerUrl: string): Promise<number> {
  return once(ownerUrl, findNewestMigration);
}

async function once<Value>(url: string, ask: (sql: postgres.Sql) => Promise<Value>): Promise<Value> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    return await ask(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}
