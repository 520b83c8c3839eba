import postgres from "postgres";

/**
 * A process's share in a running server, held as a lock for as long as its connection lives: a process that was killed
 * gives it back too.
 */
export type Tenancy = {
  url: string;
  /** It is lost with its connection: the server was killed, or has ended the connection. */
  lost: Promise<void>;
  /** Gives it back; true when the server is now to be stopped: it still runs, and nobody else uses it. */
  giveBack: () => Promise<boolean>;
  end: () => Promise<void>;
};

const TENANTS = 1;
const DATABASE_IS_MADE = 2;

/** Moves into the server at a URL; null when nobody answers there, or not for long. */
export async function moveIn(url: string): Promise<Tenancy | null> {
  let lose = () => {};
  const lost = new Promise<void>((resolve) => {
    lose = resolve;
  });
  const sql = connect(url, () => lose());
  const end = () => sql.end({ timeout: 0 });
  try {
    // Waits while the last tenant is stopping the server, and then fails with it.
    await sql`select pg_advisory_lock_shared(${TENANTS})`;
    await makeDatabase(sql);
    return { url, lost, giveBack: () => giveBack(sql).catch(() => false), end };
  } catch {
    await end();
    return null;
  }
}

/**
 * To the database `postgres`, so that `parley` can be dropped, renamed and copied meanwhile; and for good: after its
 * usual hour postgres.js would exchange the connection for a new one, which holds no lock.
 */
function connect(url: string, onclose: () => void): postgres.Sql {
  const once = { max: 1, max_lifetime: null, connect_timeout: 5 };
  // Without the question for types, which nobody hears when it fails.
  return postgres(url, { database: "postgres", ...once, fetch_types: false, onnotice: () => {}, onclose });
}

async function makeDatabase(sql: postgres.Sql): Promise<void> {
  await sql`select pg_advisory_lock(${DATABASE_IS_MADE})`;
  const [found] = await sql`select from pg_database where datname = 'parley'`;
  if (!found) await sql`create database parley`;
  await sql`select pg_advisory_unlock(${DATABASE_IS_MADE})`;
}

/** With the second lock, nobody moves into a server that is about to stop. */
async function giveBack(sql: postgres.Sql): Promise<boolean> {
  await sql`select pg_advisory_unlock_shared(${TENANTS})`;
  const [row] = await sql<{ locked: boolean }[]>`select pg_try_advisory_lock(${TENANTS}) as locked`;
  return row?.locked ?? false;
}
