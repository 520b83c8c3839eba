import { useState, useSyncExternalStore } from "react";
import { useTab } from "@/components/connection/live";
import type { OutboxDraft } from "@/components/outbox/outbox-draft";
import { randomId } from "@/components/outbox/random-id";
import type { FileLimits } from "@/lib/wire/files";
import { refusalsOf } from "./refusals";
import type { Upload } from "./upload";

const NO_UPLOADS: Upload[] = [];
const NO_DRAFTS: OutboxDraft[] = [];

export type Attaching = ReturnType<typeof useAttaching>;

/** The files that go with the next message of a thread. */
export function useAttaching(threadId: string, limits: FileLimits) {
  const { uploads, outbox } = useTab();
  const all = useSyncExternalStore(uploads.subscribe, uploads.list, () => NO_UPLOADS);
  const drafts = useSyncExternalStore(outbox.subscribe, outbox.drafts, () => NO_DRAFTS);
  const isLoaded = useSyncExternalStore(outbox.subscribe, outbox.isLoaded, () => false);
  const [refusals, setRefusals] = useState<string[]>([]);
  const drafted = new Set(drafts.flatMap(({ files }) => files?.map(({ id }) => id) ?? []));
  // Until the drafts are there, nobody knows which of the files are theirs.
  const known = isLoaded ? all : NO_UPLOADS;
  const attached = known.filter((upload) => upload.threadId === threadId && !drafted.has(upload.id));

  return {
    attached,
    /** Why some of what was chosen last cannot be sent, in sentences. */
    refusals,
    attach(chosen: File[]): void {
      const { fitting, told } = refusalsOf(chosen, attached.length, limits);
      setRefusals(told);
      uploads.add(fitting.map((content) => ({ id: randomId(), threadId, content })));
    },
    forgetRefusals: () => setRefusals([]),
    retry: (id: string) => uploads.retry([id]),
    remove: (id: string) => void uploads.cancel([id]),
  };
}
