import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, inject } from "vitest";
import { applicationUrl } from "@/db/application-role";
import { closeDatabase, openDatabase } from "@/db/client";
import { type Announcement, setAnnouncer } from "@/lib/realtime";
import { setSettings } from "@/lib/settings";

/** What a file's tests share, and nothing else: a database and a folder of its own, and the record of what was announced. */
export function setStage({ poolSize = 10 } = {}): { announced: Announcement[]; databaseUrl: () => string } {
  const announced: Announcement[] = [];
  const name = `stage_${randomUUID().replaceAll("-", "")}`;
  const url = () => inject("databaseServer").replace(/parley$/, name);

  const folder = mkdtempSync(join(tmpdir(), "parley-stage-"));

  beforeAll(async () => {
    process.env.DATA_DIR = folder;
    await inServer(`create database ${name} template parley`);
    openDatabase(applicationUrl(url()), poolSize);
    setSettings({ publicUrl: undefined, isDemo: false, secret: "a secret of the tests, long enough for everyone" });
    setAnnouncer((announcement) => announced.push(announcement));
  });
  afterAll(async () => {
    await closeDatabase();
    await inServer(`drop database ${name} with (force)`);
    rmSync(folder, { recursive: true, force: true });
  });
  return { announced, databaseUrl: url };
}

async function inServer(statement: string): Promise<void> {
  const server = postgres(inject("databaseServer"), { database: "postgres", max: 1, onnotice: () => {} });
  // Copies of one template take turns.
  await server`select pg_advisory_lock(75)`;
  await server.unsafe(statement);
  await server.end();
}
