import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { applicationUrl } from "@/db/application-role";
import { closeDatabase, openDatabase } from "@/db/client";
import { startEmbeddedDatabase } from "@/db/embedded";
import { isUnavailable } from "@/db/failure";
import { type Addresses, migrateDatabase } from "@/db/migrate";
import type { Environment } from "@/lib/environment";

/** The folder of Parley itself. */
export const ROOT = new URL("..", import.meta.url);
/** The steps of this build's schema. */
export const MIGRATIONS = fileURLToPath(new URL("db/migrations", ROOT));
/** A database that starts at the same time as Parley, as in `docker compose up`, is there within this. */
const PATIENCE_MS = 10_000;

export type Store = Addresses & { close: () => Promise<void> };

/** Opens the database of the environment, or the embedded one. */
export async function openStore(environment: Environment): Promise<Store> {
  const { DATABASE_URL = "", DATABASE_OWNER_URL, DATABASE_POOL_SIZE, DATA_DIR } = environment;
  const embedded = DATABASE_URL ? undefined : await startEmbeddedDatabase(join(DATA_DIR, "postgres"));
  const ownerUrl = embedded?.url ?? DATABASE_OWNER_URL ?? DATABASE_URL;
  const url = embedded ? applicationUrl(embedded.url) : DATABASE_URL;
  openDatabase(url, DATABASE_POOL_SIZE);

  const close = async () => {
    await closeDatabase();
    await embedded?.stop();
  };
  return { ownerUrl, url, close };
}

/** Brings the schema up to date and then does what comes `afterwards`, in one process at a time. */
export async function prepareStore(addresses: Addresses, afterwards: () => Promise<void>): Promise<void> {
  await whenReachable(() => migrateDatabase(addresses, MIGRATIONS, afterwards));
}

async function whenReachable(work: () => Promise<void>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      if (Date.now() > deadline) throw new Error(`The database of DATABASE_URL cannot be reached: ${reason(error)}.`);
      await sleep(500);
    }
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message || String(Reflect.get(error, "code")) : String(error);
}
