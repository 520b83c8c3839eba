import type postgres from "postgres";
import { type Load, loadDatabase } from "@/db/backup/load";
import { countProcesses, findContent } from "@/db/backup/place";
import { type Addresses, type Migrations, newestOf, withOwner } from "@/db/migrate";
import { type Head, type Manifest, readPath } from "@/lib/backup/manifest";
import { checkArchive, type Entry, readEntries, readPiece, skip } from "@/lib/backup/reading";
import { hasFiles, isStored, store } from "@/lib/backup/stored";
import { findBreaches } from "@/lib/backup/verify";
import { storage } from "@/lib/storage";

type Wanted = {
  path: string;
  addresses: Addresses;
  migrations: Migrations;
  /** Whether what is there may be taken away. */
  isReplacing: boolean;
  /** Whether to look closely at what was restored before it counts. */
  isVerified: boolean;
  signal: AbortSignal;
};

/** Puts a backup into an empty place, or leaves that place as it was. Answers what was in it. */
export async function restore(wanted: Wanted): Promise<Manifest> {
  const { path, addresses, migrations } = wanted;
  const { head, manifest } = await checkArchive(path);
  refuseNewer(head, migrations);
  await withOwner(addresses.ownerUrl, async (owner) => {
    const isEmptied = await lookAtPlace(owner, wanted);
    const placed: string[] = [];
    try {
      await putBack(owner, { wanted, head, manifest, isEmptied, placed });
    } catch (error) {
      for (const id of placed) await storage().remove(id);
      throw error;
    }
  });
  return manifest;
}

function refuseNewer(head: Head, migrations: Migrations): void {
  if (head.migration > newestOf(migrations)) {
    throw new Error(`The backup was made by a newer Parley (${head.parley}) than this one: restore it with that one.`);
  }
  if (migrations.some(({ folderMillis }) => folderMillis === head.migration)) return;
  throw new Error("The backup was made by a Parley whose tables this one has never had.");
}

/** Refuses a place that is not empty; tells whether there are tables to be taken away first. */
async function lookAtPlace(owner: postgres.Sql, { isReplacing }: Wanted): Promise<boolean> {
  if ((await countProcesses(owner)) > 0) {
    throw new Error("Parley is running on this database: stop it first, on every machine.");
  }
  const content = await findContent(owner);
  if (content === "something else") throw new Error("This database has tables of something else in it.");
  const insist = "Restore into an empty place, or say --replace-everything.";
  if (content === "people" && !isReplacing) throw new Error(`There are people in this database already. ${insist}`);
  if ((await hasFiles()) && !isReplacing) throw new Error(`There are files in the folder of files already. ${insist}`);
  return content !== "nothing";
}

type Going = { wanted: Wanted; head: Head; manifest: Manifest; isEmptied: boolean; placed: string[] };

async function putBack(owner: postgres.Sql, { wanted, head, manifest, isEmptied, placed }: Going): Promise<void> {
  const { path, addresses, migrations, isVerified, signal } = wanted;
  const entries = readEntries(path);
  // The head, which was read already.
  await skip((await entries.next()).value);
  const { rows, restOf } = split(entries, signal);
  const load: Load = { migration: head.migration, tables: manifest.tables, sequences: manifest.sequences, rows };
  await loadDatabase(owner, load, {
    ...{ migrations, url: addresses.url, isEmptied },
    check: async (tx) => {
      await storeFiles(restOf(), placed);
      const breaches = isVerified ? await findBreaches(tx, manifest) : [];
      if (breaches.length > 0)
        throw new Error(`Nothing was restored, as it would break promises.\n${breaches.join("\n")}`);
      signal.throwIfAborted();
    },
  });
}

/** The tables of a backup with their pieces, and then what comes after them. */
function split(entries: AsyncGenerator<Entry>, signal: AbortSignal) {
  let entry: Entry | undefined;
  async function goOn(): Promise<void> {
    signal.throwIfAborted();
    const { done, value } = await entries.next();
    entry = done ? undefined : value;
  }
  const tableOf = () => {
    const place = entry && readPath(entry.path);
    return place && "table" in place ? place.table : undefined;
  };
  async function* piecesOf(table: string): AsyncGenerator<Buffer> {
    for (; entry && tableOf() === table; await goOn()) yield await readPiece(entry);
  }
  async function* rows() {
    await goOn();
    for (let table = tableOf(); table; table = tableOf()) yield { table, rows: piecesOf(table) };
  }
  async function* restOf(): AsyncGenerator<Entry> {
    for (; entry; await goOn()) yield entry;
  }
  return { rows: rows(), restOf };
}

/** Those that were not there before are told, so that they can be taken away again. */
async function storeFiles(entries: AsyncIterable<Entry>, placed: string[]): Promise<void> {
  for await (const entry of entries) {
    const place = readPath(entry.path);
    if (place && "storedId" in place) {
      if (!(await isStored(place.storedId))) placed.push(place.storedId);
      await store(place.storedId, entry.content);
    } else {
      // The manifest, which was read already.
      await skip(entry);
    }
  }
}
