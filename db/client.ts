import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { isConnectionLost } from "./failure";
import { IDLE_SECONDS, openLink, STATEMENT_SECONDS } from "./link";
import { processWide } from "./process-wide";

export type Database = ReturnType<typeof openClient>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

const shared = processWide<Database>("database");

/** As long as an answer may take: whoever asked has been told to try again by then. */
export const QUEUE_MS = 8_000;

/** Opens the pool that every query of this process uses from then on. */
export function openDatabase(url: string, poolSize: number): Database {
  const client = openClient(url, poolSize);
  shared.set(client);
  load.set({ open: 0, poolSize });
  return client;
}

export function database(): Database {
  return shared.get();
}

/** Runs the work in one transaction at READ COMMITTED; what it throws rolls everything back. */
export function transaction<Value>(work: (tx: Transaction) => Promise<Value>): Promise<Value> {
  return counted(database().transaction((tx) => work(tx).catch(unlessConnectionIsLost)));
}

/** Questions and transactions that have begun and not ended, of the pages and of the sockets. */
const load = processWide<{ open: number; poolSize: number }>("pool-load");

function counted<Work extends PromiseLike<unknown>>(work: Work): Work {
  const counts = load.get();
  const end = () => {
    counts.open -= 1;
  };
  counts.open += 1;
  work.then(end, end);
  return work;
}

/** How much is with the database, at most one thing a connection, and how much waits for a connection. */
export function poolLoad(): { used: number; waiting: number } {
  const { open, poolSize } = load.peek() ?? { open: 0, poolSize: 0 };
  return { used: Math.min(open, poolSize), waiting: Math.max(0, open - poolSize) };
}

/**
 * Without a connection there is nothing to roll back. postgres.js 3.4 would write the rollback to a socket that is not
 * there, outside of every promise, and end the process; when it is not asked to, it rejects the transaction itself.
 */
function unlessConnectionIsLost(error: unknown): Promise<never> {
  if (isConnectionLost(error)) return new Promise(() => {});
  throw error;
}

export async function closeDatabase(): Promise<void> {
  await shared.peek()?.$client.end({ timeout: 5 });
}

function openClient(url: string, poolSize: number) {
  const client = postgres(url, {
    // Not in the types of postgres.js: what it gets its connections from.
    ...{ socket: openLink },
    max: poolSize,
    connect_timeout: STATEMENT_SECONDS,
    idle_timeout: IDLE_SECONDS,
    // A pool that waits longer and longer before it connects would still be waiting when the database is back. Each try
    // is made for a question, and whoever asked is told to wait.
    backoff: () => 0,
    // It asks for them with nobody to catch the error: a connection that is cut just then would end the process.
    fetch_types: false,
    onnotice: () => {},
    connection: {
      application_name: "parley",
      // A transaction holds the lock of a thread's row, so one that hangs would stop the thread for everybody.
      statement_timeout: STATEMENT_SECONDS * 1_000,
      idle_in_transaction_session_timeout: STATEMENT_SECONDS * 1_000,
      lock_timeout: 2_000,
    },
  });
  takeBackUnasked(client);
  return drizzle(client, { casing: "snake_case" });
}

/**
 * Takes back what has found no connection for so long that nobody waits for the answer any more. A database that hangs
 * would otherwise have to work off everything that was asked meanwhile before it came to anything new.
 */
function takeBackUnasked(client: postgres.Sql): void {
  const { unsafe } = client;
  client.unsafe = ((...question: Parameters<typeof unsafe>) => {
    const query = counted(unsafe(...question));
    // What has gone to a connection has a state. That one ends with an answer, or with its connection.
    const timer = setTimeout(() => Reflect.get(query, "state") ?? takeBack(query), QUEUE_MS);
    const stop = () => clearTimeout(timer);
    query.then(stop, stop);
    return query;
  }) as typeof unsafe;
}

/**
 * A connection that is being made for a query asks it, and nothing else before, when it has come up. If that one is
 * cancelled by then, the connection asks nothing and waits for ever: so it gets something harmless to ask.
 */
function takeBack(query: { cancel: () => void }): void {
  query.cancel();
  Object.assign(query, { cancelled: null, strings: ["select 1"], args: [] });
  const options: object | undefined = Reflect.get(query, "options");
  // It may have been the beginning of a transaction, which nobody would end.
  if (options) Reflect.set(options, "onexecute", undefined);
}
