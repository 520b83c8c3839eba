import { dropEverything } from "@/db/reset";
import { admitDemoPeople } from "@/db/seed";
import { hashPassword } from "@/lib/passwords";
import { runCommand } from "./command";
import { prepareStore, type Store } from "./store";

/** `npm run db:…`, on the database of the environment or the embedded one. */
const COMMANDS: Record<string, (store: Store) => Promise<void>> = {
  migrate: (store) => prepareStore(store, async () => {}),
  seed: (store) => prepareStore(store, () => admitDemoPeople(hashPassword)),
  reset: async (store) => {
    await dropEverything(store.ownerUrl);
    await prepareStore(store, () => admitDemoPeople(hashPassword));
  },
};

const command = COMMANDS[process.argv[2] ?? ""];
if (command) runCommand(command);
else {
  console.error(`Say one of ${Object.keys(COMMANDS).join(", ")}.`);
  process.exitCode = 1;
}
