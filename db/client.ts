import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { processWide } from "./process-wide";

export type Database = ReturnType<typeof openClient>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

const shared = processWide<Database>("database");

/** Opens the pool that every query of this process uses from then on. */
export function openDatabase(url: string, poolSize: number): Database {
  const client = openClient(url, poolSize);
  shared.set(client);
  return client;
}

export function database(): Database {
  return shared.get();
}

/** Runs the work in one transaction at READ COMMITTED; what it throws rolls everything back. */
export function transaction<Value>(work: (tx: Transaction) => Promise<Value>): Promise<Value> {
  return database().transaction(work);
}

export async function closeDatabase(): Promise<void> {
  await shared.peek()?.$client.end({ timeout: 5 });
}

function openClient(url: string, poolSize: number) {
  const client = postgres(url, {
    max: poolSize,
    connect_timeout: 10,
    onnotice: () => {},
    connection: {
      application_name: "parley",
      // A transaction holds the lock of a thread's row, so one that hangs would stop the thread for everybody.
      statement_timeout: 5_000,
      idle_in_transaction_session_timeout: 5_000,
      lock_timeout: 2_000,
    },
  });
  return drizzle(client, { casing: "snake_case" });
}
