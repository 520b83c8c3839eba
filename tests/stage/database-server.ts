import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { applicationUrl } from "@/db/application-role";
import { startEmbeddedDatabase } from "@/db/embedded";
import { migrateDatabase } from "@/db/migrate";

const MIGRATIONS = fileURLToPath(new URL("../../db/migrations", import.meta.url));

/** One PostgreSQL for all test files, with one migrated database that each file's own is copied from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "parley-tests-"));
  const server = await startEmbeddedDatabase(folder, { durable: false });
  await migrateDatabase({ ownerUrl: server.url, url: applicationUrl(server.url) }, MIGRATIONS, async () => {});
  project.provide("databaseServer", server.url);

  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

declare module "vitest" {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface merges with the one of vitest.
  export interface ProvidedContext {
    databaseServer: string;
  }
}
