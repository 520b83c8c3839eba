import { readMigrationFiles } from "drizzle-orm/migrator";
import postgres from "postgres";
import { admitApplication } from "./application-role";

/** One process migrates and seeds at a time; the others wait for it. Any number does, if all use the same. */
const MIGRATION_LOCK = 4_727_265_910;

const OLDEST_SERVER = 15;

/** The database as its owner reaches it, and as the application does. */
export type Addresses = { ownerUrl: string; url: string };

/** The steps of a schema, oldest first. `folderMillis` is when a step was made, by which the database knows it. */
export type Migrations = ReturnType<typeof readMigrations>;

export const readMigrations = (folder: string) => readMigrationFiles({ migrationsFolder: folder });

/**
 * Brings the database up to this build's schema and then runs `afterwards`, both under one lock, so that processes that
 * start at once do not get in each other's way. A database of a newer build is refused.
 */
export async function migrateDatabase(
  { ownerUrl, url }: Addresses,
  folder: string,
  afterwards: () => Promise<void>,
): Promise<void> {
  await withOwner(ownerUrl, async (owner) => {
    const migrations = readMigrations(folder);
    await refuseNewerSchema(owner, migrations);
    await owner.begin((tx) => applyMigrations(tx, migrations));
    await admitApplication(owner, url);
    await afterwards();
  });
}

/**
 * Lets one process at a time work with the schema, as its owner, on one connection of its own and without the time limits
 * of the pool: an index over millions of messages takes its time.
 */
export async function withOwner<Value>(
  ownerUrl: string,
  work: (owner: postgres.Sql) => Promise<Value>,
): Promise<Value> {
  const owner = postgres(ownerUrl, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    await refuseOldServer(owner);
    await owner`select pg_advisory_lock(${MIGRATION_LOCK})`;
    return await work(owner);
  } finally {
    await owner.end({ timeout: 5 });
  }
}

/** Takes the steps that the schema has not taken yet. Drizzle's own runner would not do so in a transaction of somebody else. */
export async function applyMigrations(tx: postgres.TransactionSql, migrations: Migrations): Promise<void> {
  await tx.unsafe(`
    create schema if not exists drizzle;
    create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint);
  `);
  const newest = await findNewestMigration(tx);
  for (const { folderMillis, hash, sql } of migrations) {
    if (folderMillis <= newest) continue;
    for (const statement of sql) await tx.unsafe(statement);
    await tx`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${folderMillis})`;
  }
}

/** When the newest step was made that a database has taken; 0 when it has taken none. */
export async function findNewestMigration(sql: postgres.Sql | postgres.TransactionSql): Promise<number> {
  const [table] = await sql`select to_regclass('drizzle.__drizzle_migrations') as name`;
  if (!table?.name) return 0;
  const [newest] = await sql`select coalesce(max(created_at), 0)::float8 as at from drizzle.__drizzle_migrations`;
  return newest?.at;
}

/** When the newest step was made that a build knows. */
export function newestOf(migrations: Migrations): number {
  return Math.max(...migrations.map(({ folderMillis }) => folderMillis));
}

async function refuseOldServer(owner: postgres.Sql): Promise<void> {
  const [row] = await owner`select current_setting('server_version_num')::int as version`;
  const major = Math.floor(row?.version / 10_000);
  if (major < OLDEST_SERVER)
    throw new Error(`Parley needs PostgreSQL ${OLDEST_SERVER} or newer, and this is ${major}.`);
}

async function refuseNewerSchema(owner: postgres.Sql, migrations: Migrations): Promise<void> {
  if ((await findNewestMigration(owner)) <= newestOf(migrations)) return;
  throw new Error("The database was made by a newer Parley than this one. Start that one, or restore an older backup.");
}
