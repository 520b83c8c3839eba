import { type IDBPDatabase, openDB } from "idb";

/** Where what one person has not sent yet outlives its tab. Whatever fails here, the tab goes on from memory. */
export type PersonStore<Row> = {
  load: () => Promise<Row[]>;
  put: (row: Row) => Promise<void>;
  remove: (ids: string[]) => Promise<void>;
  /** Calls back when another tab has changed what is stored; the answer ends it. */
  subscribe: (listener: () => void) => () => void;
};

/** Which database of the browser, which table in it, and what the tabs of one person call the channel between them. */
type Place = { database: string; table: string; channel: string };

/** What one person keeps on this device. Their other tabs see the same. */
export function openPersonStore<Row extends { id: string }>(
  { database: name, table, channel: channelName }: Place,
  personId: string,
): PersonStore<Row> {
  let opened: Promise<IDBPDatabase> | undefined;
  let channel: BroadcastChannel | undefined;

  function database(): Promise<IDBPDatabase> {
    opened ??= openDB(name, 1, {
      upgrade: (fresh) => fresh.createObjectStore(table, { keyPath: "id" }).createIndex("personId", "personId"),
    });
    return opened;
  }

  /** Also after the end: what is only finished by then is news to the tab that goes on, maybe in the same page. */
  function tell(): void {
    const teller = channel ?? new BroadcastChannel(channelName);
    teller.postMessage("changed");
    if (teller !== channel) teller.close();
  }

  return {
    async load() {
      const stored: (Row & { personId?: string })[] = await (await database()).getAllFromIndex(
        table,
        "personId",
        personId,
      );
      for (const row of stored) delete row.personId;
      return stored;
    },
    async put(row) {
      await (await database()).put(table, { ...row, personId });
      tell();
    },
    async remove(ids) {
      const transaction = (await database()).transaction(table, "readwrite");
      await Promise.all([...ids.map((id) => transaction.store.delete(id)), transaction.done]);
      tell();
    },
    subscribe(listener) {
      channel = new BroadcastChannel(channelName);
      channel.onmessage = listener;
      return () => {
        channel?.close();
        channel = undefined;
      };
    },
  };
}
