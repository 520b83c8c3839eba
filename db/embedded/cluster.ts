import { chown, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Account, accountFor } from "./account";
import { clearAddress, closeAddress, IS_WINDOWS, makePassword, openAddress, passwordFile, urlOf } from "./address";
import { findBinaries } from "./binaries";
import { makeFolderOnce } from "./folder";
import { isAlive, isRunning, readPostmaster } from "./postmaster";
import { runProgram } from "./program";

/** A folder of PostgreSQL's files, with the programs and the account that serve it. */
export type Cluster = { folder: string; bin: string; account: Account | null };

/** As long as pg_ctl would wait. */
const STOP_MS = 60_000;

const FORGETFUL = ["-c fsync=off", "-c synchronous_commit=off", "-c full_page_writes=off"];

/** Finds the cluster in a folder, or makes it. */
export async function openCluster(path: string): Promise<Cluster> {
  const folder = resolve(path);
  const account = await accountFor(folder);
  const cluster = { folder, account, bin: await findBinaries(account) };

  await makeFolderOnce(folder, (draft) => initialise({ ...cluster, folder: draft })).catch((error: Error) => {
    throw new Error(`Parley cannot keep its database in ${folder}: ${error.message}`);
  });
  return cluster;
}

async function initialise(cluster: Cluster): Promise<void> {
  if (cluster.account) await chown(cluster.folder, cluster.account.uid, cluster.account.gid);
  const locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  if (!IS_WINDOWS) return run(cluster, "initdb", ["--username=parley", "--auth=trust", ...locale]);

  // initdb wants its folder empty, so the password waits beside it.
  const draft = `${cluster.folder}.password`;
  await writeFile(draft, makePassword(), { mode: 0o600 });
  await run(cluster, "initdb", ["--username=parley", "--auth=scram-sha-256", `--pwfile=${draft}`, ...locale]);
  await rename(draft, passwordFile(cluster.folder));
}

/** Where the server can be reached, if there is one: one that was killed has left its address behind. */
export async function findUrl({ folder }: Cluster): Promise<string | null> {
  const postmaster = await readPostmaster(folder);
  return postmaster && urlOf(postmaster, folder);
}

/** Starts the server; throws when there is one, also one that has not come up yet. */
export async function launch(cluster: Cluster, { durable }: { durable: boolean }): Promise<void> {
  await clearAway(cluster);
  const address = await openAddress(cluster.folder, cluster.account);
  await startServer(cluster, [address.options, "-c log_checkpoints=off", ...(durable ? [] : FORGETFUL)].join(" "));
}

async function startServer(cluster: Cluster, options: string): Promise<void> {
  const logBefore = await readLog(cluster);
  const args = ["start", "--wait", `--log=${dataFolder(cluster)}/log`, `--options=${options}`];

  await run(cluster, "pg_ctl", args).catch(async (error: Error) => {
    const logSince = (await readLog(cluster)).slice(logBefore.length);
    const reason = logSince.split("\n").find((line) => /FATAL|PANIC/.test(line)) ?? error.message;
    throw new Error(`PostgreSQL does not start in ${cluster.folder}: ${reason}`);
  });
}

export async function stop(cluster: Cluster): Promise<void> {
  const postmaster = await readPostmaster(cluster.folder);
  if (!postmaster) return;
  await run(cluster, "pg_ctl", ["stop", "--no-wait", "--mode=fast"]);
  // pg_ctl would wait for the one that another process may start in its place at once.
  const until = Date.now() + STOP_MS;
  while ((await readPostmaster(cluster.folder))?.pid === postmaster.pid && Date.now() < until) await sleep(20);
  await closeAddress(postmaster);
}

/** Removes what a server that was killed left behind and the next one would stumble over. */
async function clearAway({ folder }: Cluster): Promise<void> {
  const postmaster = await readPostmaster(folder);
  if (!postmaster) return;
  if (await isAlive(postmaster, folder)) {
    throw new Error(
      `A PostgreSQL (process ${postmaster.pid}) serves ${folder}, but lets nobody in: wait for it or end it.`,
    );
  }
  // Only then: a file with the number of nobody is no obstacle, and could be another process's new one by now.
  if (!isRunning(postmaster.pid)) return;
  await clearAddress(postmaster);
  await rm(join(folder, "postmaster.pid"), { force: true });
}

function run(cluster: Cluster, program: "initdb" | "pg_ctl", args: string[]): Promise<void> {
  const place = { cwd: cluster.folder, account: cluster.account };
  return runProgram(join(cluster.bin, program), [`--pgdata=${dataFolder(cluster)}`, ...args], place);
}

/**
 * Another account may be kept out by a folder on the way, such as /root. A process that was started in its folder while
 * it still was root can always name it like this.
 */
function dataFolder({ folder, account }: Cluster): string {
  return account && process.platform === "linux" ? "/proc/self/cwd" : folder;
}

async function readLog({ folder }: Cluster): Promise<string> {
  return readFile(join(folder, "log"), "utf8").catch(() => "");
}
