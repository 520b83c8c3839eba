import { sql } from "drizzle-orm";
import { database } from "./client";

/** Drops every table, and the record of the migrations with them. There is no way back. */
export async function dropEverything(): Promise<void> {
  await database().execute(sql`drop schema if exists drizzle cascade`);
  await database().execute(sql`drop schema public cascade`);
  await database().execute(sql`create schema public`);
}
