import type postgres from "postgres";
import { admitApplication } from "../application-role";
import { applyMigrations, type Migrations } from "../migrate";
import { findParts, findTables, type Sequence, type Table } from "./catalog";
import { copyIn } from "./copy";
import { lift } from "./limits";
import { emptyPlace } from "./place";

/** What is put into a database: its tables, one after the other, each with its rows in PostgreSQL's text format. */
export type Load = {
  /** When the newest step of the schema was made that the tables have. */
  migration: number;
  tables: Table[];
  sequences: Sequence[];
  rows: AsyncIterable<{ table: string; rows: AsyncIterable<Buffer> }>;
};

type Target = {
  migrations: Migrations;
  /** The address of the application, whose role is admitted. */
  url: string;
  /** Whether the tables that are there are to be taken away. */
  isEmptied: boolean;
  /** Looks at what was loaded, as `load` has it and before the schema goes on; what it throws undoes everything. */
  check: (tx: postgres.TransactionSql) => Promise<void>;
};

/** Makes the schema that the load had, fills it, and brings it up to this build's, in one transaction or not at all. */
export async function loadDatabase(owner: postgres.Sql, load: Load, target: Target): Promise<void> {
  const { migrations, url, isEmptied, check } = target;
  await owner.begin(async (tx) => {
    await lift(tx);
    if (isEmptied) await emptyPlace(tx);
    await applyMigrations(
      tx,
      migrations.filter(({ folderMillis }) => folderMillis <= load.migration),
    );
    const tables = await findTables(tx);
    refuseOtherTables(tables, load.tables);
    await fill(tx, load);
    for (const { name, last } of load.sequences) {
      if (last !== null) await tx`select setval(format('public.%I', ${name}::text)::regclass, ${last}::bigint)`;
    }
    await check(tx);
    await applyMigrations(tx, migrations);
    await admitApplication(tx, url);
    // Until they are counted, PostgreSQL plans every query as if the tables were empty.
    for (const { name } of tables) await tx`analyze ${tx(`public.${name}`)}`;
  });
}

/** Triggers stay silent, as all that they would write is in the load. Not those of the constraints: nobody may do that. */
async function fill(tx: postgres.TransactionSql, { tables, rows }: Load): Promise<void> {
  const all = tx(tables.map(({ name }) => name));
  const parts = await findParts(tx);
  for (const { name } of tables) await tx`alter table ${tx(name)} disable trigger user`;
  // What the migrations have written themselves is in the load too.
  await tx`truncate ${all}`;
  for (const part of parts.toReversed()) await tx.unsafe(part.drop);
  for await (const { table: name, rows: its } of rows) {
    const table = tables.find((one) => one.name === name);
    if (!table) throw new Error(`The backup names no columns of “${name}”.`);
    await copyIn(tx, table, its);
  }
  for (const part of parts) await tx.unsafe(part.create);
  for (const { name } of tables) await tx`alter table ${tx(name)} enable trigger user`;
}

function refuseOtherTables(expected: Table[], given: Table[]): void {
  const told = (tables: Table[]) => tables.map(({ name, columns }) => `${name} (${columns.toSorted().join(", ")})`);
  const [here, there] = [told(expected), told(given)];
  const missing = here.find((one) => !there.includes(one));
  if (missing) throw new Error(`The backup is not whole: it has no table ${missing}.`);
  const unknown = there.find((one) => !here.includes(one));
  if (unknown) throw new Error(`The backup has a table that its Parley never had: ${unknown}.`);
}
