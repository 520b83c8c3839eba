import { type Condition, findCondition, findStep } from "@/db/condition";
import { newestOf, readMigrations } from "@/db/migrate";
import type { Environment } from "@/lib/environment";
import { MIGRATIONS, openStore, type Store } from "../store";
import { checkClock } from "./clock";
import { type Finding, ok, reasonOf, warning, wrong } from "./finding";

const OLDEST = 15;
/** Milliseconds there and back beyond which every page is felt to be slow. */
const FAR = 20;

export async function checkDatabase(environment: Environment): Promise<Finding[]> {
  let store: Store | undefined;
  try {
    store = await openStore(environment);
    return await check(store, environment);
  } catch (error) {
    const fix = environment.DATABASE_URL
      ? "Start it, and look at the host, the port, the name and the password in DATABASE_URL and DATABASE_OWNER_URL."
      : "Look at the log in DATA_DIR/postgres, or name a database of your own with DATABASE_URL.";
    return [wrong(`The database is not to be had: ${reasonOf(error)}.`, fix)];
  } finally {
    await store?.close();
  }
}

async function check({ ownerUrl, url }: Store, environment: Environment): Promise<Finding[]> {
  const owner = await findCondition(ownerUrl);
  const step = await findStep(ownerUrl);
  // The role of the application is made by the first start.
  const application = step === 0 ? owner : await findCondition(url);
  return [
    owner.version >= OLDEST
      ? ok(`PostgreSQL is ${owner.version}.`)
      : wrong(`PostgreSQL is ${owner.version}.`, `Parley needs ${OLDEST} or newer.`),
    owner.encoding === "UTF8"
      ? ok("The database keeps every alphabet (UTF8).")
      : wrong(`The database keeps ${owner.encoding} only.`, "Make it anew with `encoding 'UTF8' template template0`."),
    application.roundTrip <= FAR
      ? ok(`The way to the database and back takes ${application.roundTrip} ms.`)
      : warning(`The way to the database and back takes ${application.roundTrip} ms.`, "Put it nearer to Parley."),
    checkRoles(owner, application, step),
    checkPool(owner, environment),
    checkStep(step),
    checkClock("the database", application.ahead),
  ];
}

function checkRoles(owner: Condition, application: Condition, step: number): Finding {
  if (step === 0) return ok(`The role ${owner.role} is let in.`);
  if (owner.role !== application.role)
    return ok(`${owner.role} makes the tables, ${application.role} works with them.`);
  const fix = "Name the owner in DATABASE_OWNER_URL and another role in DATABASE_URL; the next start makes it.";
  return warning(`The role ${owner.role} does everything: whoever breaks in can change the audit log.`, fix);
}

function checkPool({ maxConnections }: Condition, { DATABASE_POOL_SIZE }: Environment): Finding {
  const what = `A process takes up to ${DATABASE_POOL_SIZE} of ${maxConnections} connections.`;
  const fix = "Make DATABASE_POOL_SIZE smaller, or max_connections of PostgreSQL larger; all processes share them.";
  return DATABASE_POOL_SIZE < maxConnections ? ok(what) : wrong(what, fix);
}

function checkStep(step: number): Finding {
  const newest = newestOf(readMigrations(MIGRATIONS));
  if (step === newest) return ok("The tables are those of this build.");
  if (step < newest) return ok("The tables are older than this build: its next start brings them up to date.");
  return wrong("The tables were made by a newer Parley than this one.", "Start that one, or restore an older backup.");
}
