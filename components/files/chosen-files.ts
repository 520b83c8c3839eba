import type { FileStore } from "./file-store";
import type { Upload } from "./upload";

export const UNBEGUN = { received: 0, state: "waiting", code: null, file: null } as const;

/** The files that a person has chosen and not sent, in the order of their choice: the same in each of their tabs. */
export function createChosenFiles(store: FileStore) {
  let uploads: Upload[] = [];
  let isLoaded = false;
  const listeners = new Set<() => void>();
  /** Files that the store is only just getting. */
  const unstored = new Set<string>();

  function change(next: Upload[]): void {
    uploads = next;
    for (const listener of listeners) listener();
  }

  function put(file: Pick<Upload, "id" | "threadId" | "content" | "chosenAt">): void {
    unstored.add(file.id);
    store.put(file).then(
      () => unstored.delete(file.id),
      () => {},
    );
  }

  return {
    list: () => uploads,
    find: (id: string) => uploads.find((upload) => upload.id === id),
    isLoaded: () => isLoaded,
    /** Whether another tab, or a page that is loaded now, has the file too. */
    isStored: (id: string) => !unstored.has(id),
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    mark(id: string, state: Partial<Upload>): void {
      change(uploads.map((upload) => (upload.id === id ? { ...upload, ...state } : upload)));
    },
    /** What was chosen before a reload, and what other tabs have chosen, sent and removed. */
    async refresh(): Promise<void> {
      const stored = await store.load().catch(() => null);
      isLoaded = true;
      if (!stored) return;
      const held = new Map(uploads.map((upload) => [upload.id, upload]));
      const kept = uploads.filter(({ id }) => unstored.has(id) && !stored.some((file) => file.id === id));
      const known = stored.map((file) => held.get(file.id) ?? { ...file, ...UNBEGUN });
      change([...known, ...kept].sort((one, other) => one.chosenAt - other.chosenAt));
    },
    add(chosen: Pick<Upload, "id" | "threadId" | "content">[]): void {
      const latest = Math.max(Date.now(), (uploads.at(-1)?.chosenAt ?? 0) + 1);
      const added = chosen.map((file, place) => ({ ...file, chosenAt: latest + place }));
      change([...uploads, ...added.map((file) => ({ ...file, ...UNBEGUN }))]);
      for (const file of added) put(file);
    },
    async remove(ids: string[]): Promise<void> {
      if (!uploads.some(({ id }) => ids.includes(id))) return;
      change(uploads.filter(({ id }) => !ids.includes(id)));
      await store.remove(ids).catch(() => {});
    },
  };
}
