import { setTimeout as sleep } from "node:timers/promises";
import { type Cluster, findUrl, launch, openCluster, stop } from "./cluster";
import { moveIn, type Tenancy } from "./tenancy";

/** The PostgreSQL that comes with Parley, for a machine with nothing but Node. */
export type EmbeddedDatabase = { url: string; stop: () => Promise<void> };

const PATIENCE_MS = 10_000;
const PAUSE_MS = 100;

/**
 * Starts the cluster in a folder, made if missing, or moves into it when it runs: a Node that was killed leaves it
 * running, and `npm run db:seed` comes while the app is up. It stops when the last process that uses it calls `stop`.
 * `durable: false` is for tests: a crash of the machine may eat the data.
 */
export async function startEmbeddedDatabase(
  folder: string,
  options?: { durable?: boolean },
): Promise<EmbeddedDatabase> {
  const cluster = await openCluster(folder);
  const durable = options?.durable ?? true;
  const first = await enter(cluster, durable);
  let tenancy = Promise.resolve(first);
  let leaving: Promise<void> | undefined;
  first.lost.then(comeBack);

  /** Whoever kills the server, or only this connection to it, does not mean to stop Parley. */
  function comeBack(): void {
    if (leaving) return;
    const before = tenancy;
    tenancy = before.then(({ end }) => end()).then(() => enter(cluster, durable));
    tenancy.then(
      ({ lost }) => lost.then(comeBack),
      (error) => {
        console.error(`PostgreSQL has ended and does not start again: ${error.message}`);
        tenancy = before;
        setTimeout(comeBack, PATIENCE_MS).unref();
      },
    );
  }

  return {
    url: first.url,
    stop() {
      leaving ??= tenancy.catch(() => first).then((current) => leave(cluster, current));
      return leaving;
    },
  };
}

/** What is in the way (another process's start or stop, the last sessions of a killed server) is gone after a moment. */
async function enter(cluster: Cluster, durable: boolean): Promise<Tenancy> {
  for (const until = Date.now() + PATIENCE_MS; ; await sleep(PAUSE_MS)) {
    const url = await findUrl(cluster);
    const tenancy = url && (await moveIn(url));
    if (tenancy) return tenancy;

    await launch(cluster, { durable }).catch((error: Error) => {
      if (Date.now() > until) throw error;
    });
  }
}

async function leave(cluster: Cluster, tenancy: Tenancy): Promise<void> {
  if (await tenancy.giveBack()) await stop(cluster);
  await tenancy.end();
}
