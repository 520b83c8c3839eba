import type { DraftStore } from "@/components/outbox/draft-store";
import type { OutboxDraft } from "@/components/outbox/outbox-draft";
import { createTurns } from "@/server/turns";

/** The end of a page: what it has begun by then is never finished. */
export type Ending = { hasCome: () => boolean; whenCome: Promise<void> };

export type Drafts = ReturnType<typeof createDrafts>;

/** The drafts of one person on one device, which outlive its pages as they do in IndexedDB. */
export function createDrafts() {
  const kept = new Map<string, OutboxDraft>();
  const listeners = new Set<() => void>();
  const takeTurn = createTurns();

  /** The store as one page has it. Whatever it does, a page that has ended does no more of it, and holds no lock. */
  function openStore(ending: Ending): DraftStore {
    let own: (() => void) | undefined;

    async function change(work: () => void): Promise<void> {
      if (ending.hasCome()) return never();
      work();
      for (const listener of listeners) if (listener !== own) setImmediate(listener);
    }
    return {
      load: async () => (ending.hasCome() ? never() : [...kept.values()]),
      put: (draft) => change(() => void kept.set(draft.id, draft)),
      remove: (ids) => change(() => void ids.map((id) => kept.delete(id))),
      subscribe(listener) {
        own = listener;
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      exclusively: (work) =>
        new Promise((resolve, reject) => {
          takeTurn("outbox", async () => {
            if (ending.hasCome()) return;
            const done = work().then(resolve, reject);
            await Promise.race([done, ending.whenCome]);
          });
        }),
    };
  }

  return {
    openStore,
    /** Those that are neither sent nor given up. */
    waiting: () => [...kept.values()].filter(({ state }) => state !== "failed"),
  };
}

function never<Value>(): Promise<Value> {
  return new Promise(() => {});
}
