import { fileURLToPath } from "node:url";
import nextEnv from "@next/env";
import { dropEverything } from "@/db/reset";
import { admitDemoPeople } from "@/db/seed";
import { readEnvironment } from "@/lib/environment";
import { hashPassword } from "@/lib/passwords";
import { openStore, prepareStore, type Store } from "./store";

/** `npm run db:…`, on the database of the environment or the embedded one. */
const COMMANDS: Record<string, (store: Store) => Promise<void>> = {
  migrate: (store) => prepareStore(store, async () => {}),
  seed: (store) => prepareStore(store, () => admitDemoPeople(hashPassword)),
  reset: async (store) => {
    await dropEverything();
    await prepareStore(store, () => admitDemoPeople(hashPassword));
  },
};

async function run(name = ""): Promise<void> {
  const command = COMMANDS[name];
  if (!command) throw new Error(`Say one of ${Object.keys(COMMANDS).join(", ")}.`);

  nextEnv.loadEnvConfig(fileURLToPath(new URL("..", import.meta.url)), true, { info: () => {}, error: console.error });
  const store = await openStore(readEnvironment());
  try {
    await command(store);
  } finally {
    await store.close();
  }
}

run(process.argv[2]).catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
