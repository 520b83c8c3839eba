import postgres from "postgres";
import { findNewestMigration } from "../migrate";
import { findSequences, findTables, type Sequence, type Table } from "./catalog";
import { copyOut } from "./copy";
import { lift } from "./limits";

/** A file that is whole, by its name in the storage; `thumbnailSize` is null where it has no thumbnail. */
export type WholeFile = { storedAs: string; size: number; thumbnailSize: number | null };

/** A database as it was at one moment, whatever is written meanwhile. */
export type Snapshot = {
  /** When the newest step of its schema was made. */
  migration: number;
  tables: Table[];
  sequences: Sequence[];
  files: WholeFile[];
  copyOut: (table: Table) => AsyncIterable<Buffer>;
  /** To ask it something else. */
  sql: postgres.TransactionSql;
};

/** Shows the work a snapshot, in one transaction that keeps nobody from anything. */
export async function withSnapshot<Value>(
  ownerUrl: string,
  work: (snapshot: Snapshot) => Promise<Value>,
): Promise<Value> {
  const connection = { application_name: "parley backup" };
  const sql = postgres(ownerUrl, { max: 1, connect_timeout: 10, onnotice: () => {}, connection });
  try {
    const { value } = await sql.begin("isolation level repeatable read read only", async (tx) => {
      await lift(tx);
      return { value: await work(await look(tx)) };
    });
    return value;
  } finally {
    // Whoever gives up in the middle of a table leaves the rest of it unread.
    await sql.end({ timeout: 0 });
  }
}

async function look(tx: postgres.TransactionSql): Promise<Snapshot> {
  const migration = await findNewestMigration(tx);
  if (migration === 0) throw new Error("There is no Parley in this database yet, so there is nothing to keep.");
  return {
    sql: tx,
    migration,
    tables: await findTables(tx),
    sequences: await findSequences(tx),
    files: [
      ...(await tx<WholeFile[]>`
        select coalesce(stored_as, id::text) as "storedAs", size::float8 as size, thumbnail_size as "thumbnailSize"
        from files where type is not null order by id`),
    ],
    copyOut: (table) => copyOut(tx, table),
  };
}
