import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { OutboxDraft } from "./outbox-draft";

interface Stored extends DBSchema {
  drafts: { key: string; value: OutboxDraft & { personId: string }; indexes: { personId: string } };
}

/** Where drafts outlive their tab. Whatever fails here, the tab goes on from memory. */
export type DraftStore = {
  load: () => Promise<OutboxDraft[]>;
  put: (draft: OutboxDraft) => Promise<void>;
  remove: (ids: string[]) => Promise<void>;
  /** Calls back when another tab has changed what is stored; the answer ends it. */
  subscribe: (listener: () => void) => () => void;
  /** Runs the work while no other tab runs any. */
  exclusively: <Value>(work: () => Promise<Value>) => Promise<Value>;
};

/** The drafts of one person on this device. Their other tabs see the same ones. */
export function openDraftStore(personId: string): DraftStore {
  const name = `parley.outbox.${personId}`;
  let opened: Promise<IDBPDatabase<Stored>> | undefined;
  let channel: BroadcastChannel | undefined;

  function database(): Promise<IDBPDatabase<Stored>> {
    opened ??= openDB<Stored>("parley", 1, {
      upgrade: (fresh) => fresh.createObjectStore("drafts", { keyPath: "id" }).createIndex("personId", "personId"),
    });
    return opened;
  }

  return {
    async load() {
      const stored = await (await database()).getAllFromIndex("drafts", "personId", personId);
      return stored.map(({ personId: _, ...draft }) => draft);
    },
    async put(draft) {
      await (await database()).put("drafts", { ...draft, personId });
      channel?.postMessage("changed");
    },
    async remove(ids) {
      const transaction = (await database()).transaction("drafts", "readwrite");
      await Promise.all([...ids.map((id) => transaction.store.delete(id)), transaction.done]);
      channel?.postMessage("changed");
    },
    subscribe(listener) {
      channel = new BroadcastChannel(name);
      channel.onmessage = listener;
      return () => channel?.close();
    },
    exclusively: (work) => (navigator.locks ? navigator.locks.request(name, work) : withLease(name, work)),
  };
}

const LEASE_MS = 5_000;

/**
 * For plain http, where browsers have no locks. Two tabs may get the lease at the same moment, which does no harm: both
 * begin at the head of the same queue, and the server takes a draft once.
 */
async function withLease<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
  for (let left = leaseLeft(name); left > 0; left = leaseLeft(name)) {
    await new Promise((resolve) => setTimeout(resolve, Math.min(left, 100)));
  }
  takeLease(name);
  try {
    return await work();
  } finally {
    localStorage.removeItem(name);
  }
}

function takeLease(name: string): void {
  try {
    localStorage.setItem(name, String(Date.now() + LEASE_MS));
  } catch {
    // The storage is full: without a lease, too, a draft is taken once.
  }
}

function leaseLeft(name: string): number {
  const left = Number(localStorage.getItem(name) ?? 0) - Date.now();
  // One that lasts longer was taken before the clock was put back, by a tab that may be gone.
  return left > LEASE_MS ? 0 : left;
}
