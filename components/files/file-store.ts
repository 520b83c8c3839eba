import { openPersonStore, type PersonStore } from "@/components/device/person-store";
import type { Upload } from "./upload";

export type KeptFile = Pick<Upload, "id" | "threadId" | "content" | "chosenAt">;

export type FileStore = PersonStore<KeptFile> & {
  /** Runs the work while no other tab brings the same file. */
  exclusively: (id: string, work: () => Promise<void>) => Promise<void>;
};

/** The files that one person has chosen on this device. In a database beside the drafts: those are read all the time. */
export function openFileStore(personId: string): FileStore {
  const name = `parley.files.${personId}`;
  return {
    ...openPersonStore({ database: "parley-files", table: "files", channel: name }, personId),
    // Without locks, on plain http, two tabs may bring the same bytes twice, which does no harm.
    exclusively: (id, work) =>
      navigator.locks ? navigator.locks.request(`${name}.${id}`, work).then(() => {}) : work(),
  };
}
