import { waitBefore, waitOf } from "@/components/connection/backoff";
import type { ReceivedFile } from "@/lib/wire/files";
import { isOfViewer, type Outcome, REFUSALS, type RefusalCode } from "@/lib/wire/outcome";
import type { FileStore } from "./file-store";
import type { Upload } from "./upload";

type Ways = { signal: AbortSignal; onProgress: (received: number) => void };

type Uploader = {
  store: FileStore;
  /** Brings what is behind the byte `offset`, or nothing, to ask how much is there. Rejects when there was no answer. */
  put: (upload: Upload, offset: number, content: Blob, ways: Ways) => Promise<Outcome<ReceivedFile>>;
  /** Tells the server that a file will not be sent. If it cannot be told, it finds out by itself after a day. */
  cancel: (id: string) => Promise<unknown>;
  /** A file is there, or never will be. */
  onSettled: () => void;
};

export type Uploads = ReturnType<typeof createUploads>;

const NOTHING = new Blob([]);

/**
 * The files that a person has chosen, in each of their tabs, from the choice until their message is sent. They go to the
 * server one after the other. Each try first asks how much of the file is there: so it goes on after a lost connection,
 * after a reload, and on whichever process answers.
 */
export function createUploads({ store, put, cancel, onSettled }: Uploader) {
  let uploads: Upload[] = [];
  let isLoaded = false;
  let isBusy = false;
  let current: { id: string; abort: () => void } | undefined;
  const listeners = new Set<() => void>();
  /** Files that the store is only just getting. */
  const unstored = new Set<string>();
  const failures = new Map<string, number>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  function change(next: Upload[]): void {
    uploads = next;
    for (const listener of listeners) listener();
  }

  function mark(id: string, state: Partial<Upload>): void {
    change(uploads.map((upload) => (upload.id === id ? { ...upload, ...state } : upload)));
  }

  /** What was chosen before a reload, and what other tabs have chosen, sent and removed. */
  async function refresh(): Promise<void> {
    const stored = await store.load().catch(() => null);
    isLoaded = true;
    if (stored) {
      const held = new Map(uploads.map((upload) => [upload.id, upload]));
      const kept = uploads.filter(({ id }) => unstored.has(id) && !stored.some((file) => file.id === id));
      const known = stored.map((file) => held.get(file.id) ?? { ...file, ...UNBEGUN });
      change([...known, ...kept].sort((one, other) => one.chosenAt - other.chosenAt));
      // Another tab has removed it.
      if (current && !uploads.some(({ id }) => id === current?.id)) current.abort();
    }
    onSettled();
    void work();
  }

  async function work(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    try {
      for (let next = nextDue(); next; next = nextDue()) {
        const { id } = next;
        await store.exclusively(id, () => bring(id));
      }
    } finally {
      isBusy = false;
    }
  }

  const nextDue = () => uploads.find(({ id, state }) => state === "waiting" && !timers.has(id));

  /** Brings one file as far as it goes. */
  async function bring(id: string): Promise<void> {
    const abortion = new AbortController();
    current = { id, abort: () => abortion.abort() };
    mark(id, { state: "sending", code: null });
    const outcome = await advance(id, abortion.signal).catch(() => null);
    current = undefined;
    if (!uploads.some((upload) => upload.id === id)) return;

    if (outcome?.ok) {
      failures.delete(id);
      mark(id, { state: "whole", file: outcome.value.file });
      onSettled();
    } else if (outcome && REFUSALS[outcome.code] === "terminal" && !isOfViewer(outcome.code)) {
      fail(id, outcome.code);
    } else {
      mark(id, { state: "waiting" });
      tryLater(id, outcome?.retryAfter);
    }
  }

  /** Asks how much is there, and brings the rest, until all of it is there. */
  async function advance(id: string, signal: AbortSignal): Promise<Outcome<ReceivedFile> | null> {
    let content = NOTHING;
    let offset = 0;
    for (;;) {
      const upload = uploads.find((upload) => upload.id === id);
      if (!upload) return null;
      const onProgress = (received: number) => mark(id, { received });
      const outcome = await put(upload, offset, content, { signal, onProgress });
      if (!outcome.ok || outcome.value.file) return outcome;
      const { received } = outcome.value;
      // The server took nothing of it: sent at once, it would not take it again. One that has less is another process,
      // which has yet to get what the first one has.
      if ((content.size > 0 && received === offset) || received >= upload.content.size) return null;
      offset = received;
      content = upload.content.slice(offset);
      mark(id, { received: offset });
    }
  }

  function fail(id: string, code: RefusalCode): void {
    mark(id, { state: "failed", code });
    onSettled();
  }

  /** After the time that the server named, in seconds; when it named none, or was not reached, later and later. */
  function tryLater(id: string, retryAfter: number | undefined): void {
    const attempt = failures.get(id) ?? 0;
    failures.set(id, attempt + 1);
    const wait = retryAfter === undefined ? waitBefore(attempt) : waitOf(retryAfter);
    timers.set(
      id,
      setTimeout(() => resume([id]), wait),
    );
  }

  function resume(ids: string[]): void {
    for (const id of ids) {
      clearTimeout(timers.get(id));
      timers.delete(id);
    }
    void work();
  }

  async function remove(ids: string[]): Promise<void> {
    if (!uploads.some(({ id }) => ids.includes(id))) return;
    change(uploads.filter(({ id }) => !ids.includes(id)));
    if (current && ids.includes(current.id)) current.abort();
    await store.remove(ids).catch(() => {});
  }

  return {
    /** Takes up what is stored; the answer ends it, and what is on its way. */
    start(): () => void {
      const unsubscribe = store.subscribe(() => void refresh());
      void refresh();
      return () => {
        unsubscribe();
        current?.abort();
        for (const timer of timers.values()) clearTimeout(timer);
      };
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    list: () => uploads,
    add(chosen: Pick<Upload, "id" | "threadId" | "content">[]): void {
      const latest = Math.max(Date.now(), (uploads.at(-1)?.chosenAt ?? 0) + 1);
      const added = chosen.map((file, place) => ({ ...file, chosenAt: latest + place }));
      change([...uploads, ...added.map((file) => ({ ...file, ...UNBEGUN }))]);
      for (const file of added) {
        unstored.add(file.id);
        store.put(file).then(
          () => unstored.delete(file.id),
          () => {},
        );
      }
      void work();
    },
    /** Tries files again that were refused. */
    retry(ids: string[]): void {
      for (const { id, state } of uploads) if (ids.includes(id) && state === "failed") mark(id, UNBEGUN);
      resume(ids);
    },
    /** Tries everything that waits now rather than later: the connection is back. */
    resumeAll: () => resume([...timers.keys()]),
    /** Lets go of files here: the server has them with their message, or they are to leave this device. */
    remove,
    /** The person does not want to send files any more: they go, here and from the server. */
    async cancel(ids: string[]): Promise<void> {
      await remove(ids);
      for (const id of ids) await cancel(id).catch(() => {});
    },
    /** Whether files are with the server; the refusal of one that never will be. Of what nobody here knows the server says more. */
    fateOf(ids: string[]): "whole" | "coming" | RefusalCode {
      if (!isLoaded && ids.length > 0) return "coming";
      const own = uploads.filter(({ id }) => ids.includes(id));
      const refused = own.find(({ state }) => state === "failed")?.code;
      return refused ?? (own.every(({ state }) => state === "whole") ? "whole" : "coming");
    },
  };
}

const UNBEGUN = { received: 0, state: "waiting", code: null, file: null } as const;
