import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startEmbeddedDatabase } from "@/db/embedded";
import { readPostmaster } from "@/db/embedded/postmaster";
import { migrateDatabase } from "@/db/migrate";

const MIGRATIONS = fileURLToPath(new URL("../../db/migrations", import.meta.url));

/** A PostgreSQL of its own that writes to the disk before it answers, and can be made to crash. */
export async function startDatabase(folder: string) {
  const database = await startEmbeddedDatabase(folder);
  await migrateDatabase(database.url, MIGRATIONS, async () => {});

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
    abandon: () => void process.kill(pid, "SIGQUIT"),
    stop: () => database.stop(),
  };
}
