import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Upload } from "./upload";

export type KeptFile = Pick<Upload, "id" | "threadId" | "content" | "chosenAt">;

interface Stored extends DBSchema {
  files: { key: string; value: KeptFile & { personId: string }; indexes: { personId: string } };
}

/** Where files that were chosen outlive their page. Whatever fails here, the tab goes on from memory. */
export type FileStore = {
  load: () => Promise<KeptFile[]>;
  put: (file: KeptFile) => Promise<void>;
  remove: (ids: string[]) => Promise<void>;
  /** Calls back when another tab has changed what is stored; the answer ends it. */
  subscribe: (listener: () => void) => () => void;
  /** Runs the work while no other tab brings the same file. */
  exclusively: (id: string, work: () => Promise<void>) => Promise<void>;
};

/** The files that one person has chosen on this device. In a database beside the drafts: those are read all the time. */
export function openFileStore(personId: string): FileStore {
  const name = `parley.files.${personId}`;
  let opened: Promise<IDBPDatabase<Stored>> | undefined;
  let channel: BroadcastChannel | undefined;

  function database(): Promise<IDBPDatabase<Stored>> {
    opened ??= openDB<Stored>("parley-files", 1, {
      upgrade: (fresh) => fresh.createObjectStore("files", { keyPath: "id" }).createIndex("personId", "personId"),
    });
    return opened;
  }

  return {
    async load() {
      const stored = await (await database()).getAllFromIndex("files", "personId", personId);
      return stored.map(({ personId: _, ...file }) => file);
    },
    async put(file) {
      await (await database()).put("files", { ...file, personId });
      channel?.postMessage("changed");
    },
    async remove(ids) {
      const transaction = (await database()).transaction("files", "readwrite");
      await Promise.all([...ids.map((id) => transaction.store.delete(id)), transaction.done]);
      channel?.postMessage("changed");
    },
    subscribe(listener) {
      channel = new BroadcastChannel(name);
      channel.onmessage = listener;
      return () => channel?.close();
    },
    // Without locks, on plain http, two tabs may bring the same bytes twice, which does no harm.
    exclusively: (id, work) =>
      navigator.locks ? navigator.locks.request(`${name}.${id}`, work).then(() => {}) : work(),
  };
}
