import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { freePort } from "@/tests/stage/port";
import { startServer } from "@/tests/stage/server";

/** A server beside that of all the stories, on their database, which a story may kill and start again on its port. */
export async function ownServer(variables: Record<string, string> = {}, port?: number) {
  const chosen = port ?? (await freePort());
  const { STORY_DATABASE_URL: DATABASE_URL = "", STORY_DATA: DATA_DIR = "" } = process.env;
  const server = await startServer({ DATABASE_URL, DATA_DIR, DEMO: "1", PORT: String(chosen), ...variables });

  return {
    ...server,
    kill: () => server.process.kill("SIGKILL"),
    startAgain: () => ownServer(variables, chosen),
  };
}

/** The URL of a database in which there is nothing yet, beside that of all the stories. */
export async function emptyDatabase(): Promise<string> {
  const name = `story_${randomUUID().replaceAll("-", "")}`;
  await database().execute(sql.raw(`create database ${name}`));
  const url = process.env.STORY_DATABASE_URL ?? "";
  return url.replace(/\/parley(?=$|\?)/, `/${name}`);
}
