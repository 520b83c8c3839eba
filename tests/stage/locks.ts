import postgres, { type PendingQuery, type Row, type Sql } from "postgres";

/** Holds the rows that a query locks until the answer is called: over a connection without the limits of our own ones. */
export async function holdRows(url: string, lock: (sql: Sql) => PendingQuery<Row[]>): Promise<() => Promise<void>> {
  const connection = postgres(url, { max: 1, onnotice: () => {} });
  await connection`begin`;
  await lock(connection);
  return () => connection.end();
}
