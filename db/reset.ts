import postgres from "postgres";

/** Drops every table, and the record of the migrations with them. There is no way back. */
export async function dropEverything(ownerUrl: string): Promise<void> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  await owner.unsafe(`
    drop schema if exists drizzle cascade;
    drop schema public cascade;
    create schema public;
  `);
  await owner.end();
}
