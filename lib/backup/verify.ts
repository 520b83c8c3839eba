import type postgres from "postgres";
import { countRows } from "@/db/backup/catalog";
import { INVARIANTS } from "@/db/backup/invariants";
import { withSnapshot } from "@/db/backup/snapshot";
import { contentsOf } from "@/lib/backup/back-up";
import type { Manifest } from "@/lib/backup/manifest";
import { hashStored } from "@/lib/backup/stored";

/** Looks whether everything of a backup is there, and whether it holds together. A line for each thing that is wrong. */
export async function findBreaches(sql: postgres.TransactionSql, manifest: Manifest): Promise<string[]> {
  return [
    ...(await findOtherCounts(sql, manifest)),
    ...(await findBrokenPromises(sql)),
    ...(await findOtherFiles(manifest)),
  ];
}

async function findOtherCounts(sql: postgres.TransactionSql, { tables }: Manifest): Promise<string[]> {
  const lines: string[] = [];
  for (const { name, rows } of tables) {
    const count = await countRows(sql, name);
    if (count !== rows) lines.push(`The table ${name} has ${count} rows rather than ${rows}.`);
  }
  return lines;
}

/** What is wrong with what is here, also while Parley runs: a line for each thing. */
export async function verify(ownerUrl: string): Promise<string[]> {
  const { breaches, files } = await withSnapshot(ownerUrl, async ({ sql, files }) => ({
    files,
    breaches: await findBrokenPromises(sql),
  }));
  for (const [id, bytes] of contentsOf(files)) {
    if ((await hashStored(id, bytes)) === undefined) breaches.push(`The file ${id} is missing where files lie.`);
  }
  return breaches;
}

/** What does not hold in a database of Parley, a line for each promise that is broken, with the ids of what breaks it. */
async function findBrokenPromises(sql: postgres.TransactionSql): Promise<string[]> {
  const lines: string[] = [];
  for (const [promise, find] of Object.entries(INVARIANTS)) {
    const ids = await find(sql);
    if (ids.length > 0) lines.push(`${promise}: not so with ${ids.join(", ")}.`);
  }
  return lines;
}

async function findOtherFiles({ files }: Manifest): Promise<string[]> {
  const lines: string[] = [];
  for (const { id, bytes, sha256 } of files) {
    if ((await hashStored(id, bytes)) !== sha256) lines.push(`The file ${id} is not what was kept.`);
  }
  return lines;
}
