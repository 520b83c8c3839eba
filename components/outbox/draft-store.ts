import { openPersonStore, type PersonStore } from "@/components/device/person-store";
import type { OutboxDraft } from "./outbox-draft";

export type DraftStore = PersonStore<OutboxDraft> & {
  /** Runs the work while no other tab runs any. */
  exclusively: <Value>(work: () => Promise<Value>) => Promise<Value>;
};

/** The drafts of one person on this device. */
export function openDraftStore(personId: string): DraftStore {
  const name = `parley.outbox.${personId}`;
  return {
    ...openPersonStore({ database: "parley", table: "drafts", channel: name }, personId),
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
