import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { closeDatabase, openDatabase } from "@/db/client";
import { startEmbeddedDatabase } from "@/db/embedded";
import { setAnnouncer } from "@/lib/realtime";
import { setSettings } from "@/lib/settings";
import { startServer } from "@/tests/stage/server";

const SECRET = "a secret of the fuzzing, 7f3kQz9w";
const METER = pathToFileURL("tests/fuzz/meter.mjs").href;

/** Bytes that something holds after everything else was collected, and bytes of the whole process. */
export type Memory = { held: number; rss: number };

/** A server of the production build, on a database of its own, that can be asked how much memory it holds. */
export async function openTarget() {
  const folder = mkdtempSync(join(tmpdir(), "parley-fuzz-"));
  process.env.DATA_DIR = folder;
  const database = await startEmbeddedDatabase(join(folder, "postgres"), { durable: false });
  const server = await startServer({
    DATABASE_URL: database.url,
    DATA_DIR: folder,
    NEXTAUTH_SECRET: SECRET,
    DEMO: "0",
    // All of them come from one address.
    RATE_LIMITS: "20",
    NODE_OPTIONS: `--import=${METER}`,
  });
  openDatabase(database.url, 4);
  setSettings({ publicUrl: undefined, isDemo: false, secret: SECRET });
  setAnnouncer(() => {});

  return {
    url: server.url,
    lines: server.lines,
    isAlive: () => server.process.exitCode === null && server.process.signalCode === null,
    async measure(): Promise<Memory> {
      const told = () => server.lines.filter((line) => line.startsWith("memory: "));
      const before = told().length;
      server.process.kill("SIGUSR2");
      while (told().length === before) await sleep(20);
      return JSON.parse(told().at(-1)?.slice("memory: ".length) ?? "");
    },
    async close(): Promise<void> {
      await server.stop();
      await closeDatabase();
      await database.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
