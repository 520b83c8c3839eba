import { sql } from "drizzle-orm";
import { database } from "@/db/client";

/** When somebody was last there is no change that they asked for. */
const SEEN = /^last_seen_at$/;

/** Everything that the database holds, row by row, but when people and sessions were last seen. */
export async function dumpDatabase(): Promise<Record<string, string[]>> {
  const tables = await database().execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  );
  const dumped = tables.map(async ({ name }) => {
    const rows = await database().execute<{ row: Record<string, unknown> }>(
      sql`select to_jsonb(held) as row from ${sql.identifier(name)} held`,
    );
    const kept = rows.map(({ row }) => JSON.stringify(Object.entries(row).filter(([column]) => !SEEN.test(column))));
    return [name, kept.sort()] as const;
  });
  return Object.fromEntries(await Promise.all(dumped));
}
