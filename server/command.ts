import { fileURLToPath } from "node:url";
import nextEnv from "@next/env";
import { type Environment, readEnvironment } from "@/lib/environment";
import { openStore, type Store } from "./store";

/**
 * Does the work of one command on the database of the environment or the embedded one, also while Parley runs on it, and
 * says in one line what is in the way.
 */
export function runCommand(work: (store: Store, environment: Environment) => Promise<void>): void {
  nextEnv.loadEnvConfig(fileURLToPath(new URL("..", import.meta.url)), true, { info: () => {}, error: console.error });
  run(work).catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}

async function run(work: (store: Store, environment: Environment) => Promise<void>): Promise<void> {
  const environment = readEnvironment();
  const store = await openStore(environment);
  try {
    await work(store, environment);
  } finally {
    await store.close();
  }
}
