import { readFileSync } from "node:fs";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { admitApplication } from "./application-role";

/** One process migrates and seeds at a time; the others wait for it. Any number does, if all use the same. */
const MIGRATION_LOCK = 4_727_265_910;

const OLDEST_SERVER = 15;

/** The database as its owner reaches it, and as the application does. */
export type Addresses = { ownerUrl: string; url: string };

/**
 * Brings the database up to this build's schema and then runs `afterwards`, both under one lock, so that processes that
 * start at once do not get in each other's way. A database of a newer build is refused.
 */
export async function migrateDatabase(
  { ownerUrl, url }: Addresses,
  folder: string,
  afterwards: () => Promise<void>,
): Promise<void> {
  // A connection of its own, without the time limits of the pool: an index over millions of messages takes its time.
  const client = postgres(ownerUrl, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    await refuseOldServer(client);
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await refuseNewerSchema(client, folder);
    await migrate(drizzle(client), { migrationsFolder: folder });
    await admitApplication(client, url);
    await afterwards();
  } finally {
    await client.end({ timeout: 5 });
  }
}

async function refuseOldServer(client: postgres.Sql): Promise<void> {
  const [row] = await client`select current_setting('server_version_num')::int as version`;
  const major = Math.floor(row?.version / 10_000);
  if (major < OLDEST_SERVER)
    throw new Error(`Parley needs PostgreSQL ${OLDEST_SERVER} or newer, and this is ${major}.`);
}

async function refuseNewerSchema(client: postgres.Sql, folder: string): Promise<void> {
  const [table] = await client`select to_regclass('drizzle.__drizzle_migrations') as name`;
  if (!table?.name) return;

  const [newest] = await client`select max(created_at)::float8 as applied from drizzle.__drizzle_migrations`;
  if (newest?.applied > newestMigration(folder)) {
    throw new Error(
      "The database was made by a newer Parley than this one. Start that one, or restore an older backup.",
    );
  }
}

/** When the newest migration of this build was made, in ms since 1970. */
export function newestMigration(folder: string): number {
  const journal: { entries: { when: number }[] } = JSON.parse(readFileSync(join(folder, "meta/_journal.json"), "utf8"));
  return Math.max(...journal.entries.map(({ when }) => when));
}
