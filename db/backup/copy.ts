import type { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type postgres from "postgres";
import type { Table } from "./catalog";

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
const target = ({ name, columns }: Table) => `public.${quoted(name)} (${columns.map(quoted).join(", ")})`;

/** The rows of a table in PostgreSQL's text format, one a line, at the pace of whoever reads them. */
export async function* copyOut(tx: postgres.TransactionSql, table: Table): AsyncGenerator<Buffer> {
  const query = tx.unsafe(`copy ${target(table)} to stdout`);
  const rows: Readable = await query.readable();
  let isWhole = false;
  try {
    for await (const row of rows.iterator({ destroyOnReturn: false })) yield row;
    isWhole = true;
  } finally {
    // Unread, the rest would stand before the answer to whatever is asked next on the connection.
    if (!isWhole) {
      rows.on("error", () => {}).resume();
      query.cancel();
    }
    // postgres.js 3.4 stops listening while there is no room for rows, and does not begin again when all have come.
    rows._read(0);
  }
}

/** Fills a table with rows in that format. */
export async function copyIn(tx: postgres.TransactionSql, table: Table, rows: AsyncIterable<Buffer>): Promise<void> {
  const query = tx.unsafe(`copy ${target(table)} from stdin`);
  const failed = failureOf(query);
  const stream: Writable = await query.writable();
  await Promise.race([pipeline(rows, stream), failed]);
}

/**
 * Rejects when PostgreSQL has refused what it got. postgres.js 3.4 settles the query when the copying begins, and tells
 * nobody of an error that comes after the last row: whoever waits for the end of the stream would wait for ever.
 */
function failureOf(query: object): Promise<never> {
  const reject: unknown = Reflect.get(query, "reject");
  const failed = new Promise<never>((_, fail) => {
    Reflect.set(query, "reject", (error: unknown) => {
      fail(error);
      if (typeof reject === "function") reject(error);
    });
  });
  failed.catch(() => {});
  return failed;
}
