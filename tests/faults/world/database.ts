import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startEmbeddedDatabase } from "@/db/embedded";
import { isRunning, readPostmaster } from "@/db/embedded/postmaster";
import { migrateDatabase } from "@/db/migrate";

const MIGRATIONS = fileURLToPath(new URL("../../../db/migrations", import.meta.url));

/** A PostgreSQL of its own that writes to the disk before it answers, and can be made to crash. */
export async function startDatabase(folder: string) {
  let database = await startEmbeddedDatabase(folder);
  await migrateDatabase({ ownerUrl: database.url, url: database.url }, MIGRATIONS, async () => {});

  let pid = await findPid();

  async function findPid(): Promise<number> {
    return (await readPostmaster(folder))?.pid ?? 0;
  }

  return {
    url: database.url,
    /** As when the machine fails: nothing is finished, everybody is cut off. Answers when it has been started again. */
    async crash(): Promise<void> {
      const crashed = pid;
      process.kill(crashed, "SIGQUIT");
      for (pid = await findPid(); pid === 0 || pid === crashed; pid = await findPid()) await sleep(20);
    },
    /** Nobody to kill is no error: it may have been stopped. */
    abandon(): void {
      if (pid > 0 && isRunning(pid)) process.kill(pid, "SIGQUIT");
    },
    async stop(): Promise<void> {
      pid = 0;
      await database.stop();
    },
    /** After a stop, in the same place. */
    async start(): Promise<void> {
      database = await startEmbeddedDatabase(folder);
      pid = await findPid();
    },
  };
}
