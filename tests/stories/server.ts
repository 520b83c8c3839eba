import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedDatabase } from "@/db/embedded";
import { startServer } from "@/tests/stage/server";

/** A production build of Parley with the demo story, on an embedded PostgreSQL and a port of its own. */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "parley-stories-"));
  const database = await startEmbeddedDatabase(join(folder, "postgres"), { durable: false });
  const server = await startServer({ DATABASE_URL: database.url, DATA_DIR: folder, DEMO: "1" });
  process.env.STORY_DATABASE_URL = database.url;
  process.env.STORY_ORIGIN = server.url;
  process.env.STORY_DATA = folder;

  return async () => {
    await server.stop();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
