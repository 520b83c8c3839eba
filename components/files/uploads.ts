import type { ReceivedFile } from "@/lib/wire/files";
import { isOfViewer, type Outcome, REFUSALS, type RefusalCode } from "@/lib/wire/outcome";
import { createChosenFiles, UNBEGUN } from "./chosen-files";
import type { FileStore } from "./file-store";
import { createRetries } from "./retries";
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
 * Brings the files that a person has chosen to the server, one after the other, until their message is sent. Each try first
 * asks how much of the file is there: so it goes on after a lost connection, after a reload, and on whichever process
 * answers.
 */
export function createUploads({ store, put, cancel, onSettled }: Uploader) {
  const chosen = createChosenFiles(store);
  const retries = createRetries(() => void work());
  let isBusy = false;
  let isEnded = false;
  let current: { id: string; abort: () => void } | undefined;

  async function refresh(): Promise<void> {
    await chosen.refresh();
    // Another tab has removed it.
    if (current && !chosen.find(current.id)) current.abort();
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

  const nextDue = () =>
    chosen.list().find(({ id, state }) => state === "waiting" && !retries.isWaiting(id) && !isLeft(id));

  /** After the end the tab that goes on brings what is stored. Of the rest it knows nothing. */
  const isLeft = (id: string) => isEnded && chosen.isStored(id);

  /** Brings one file as far as it goes. */
  async function bring(id: string): Promise<void> {
    // It may have ended while another tab was bringing the file.
    if (isLeft(id)) return;
    const abortion = new AbortController();
    current = { id, abort: () => abortion.abort() };
    chosen.mark(id, { state: "sending", code: null });
    const outcome = await advance(id, abortion.signal).catch(() => null);
    current = undefined;
    if (chosen.find(id)) settle(id, outcome);
  }

  function settle(id: string, outcome: Outcome<ReceivedFile> | null): void {
    if (outcome?.ok) {
      retries.forget(id);
      chosen.mark(id, { state: "whole", file: outcome.value.file });
      onSettled();
    } else if (outcome && REFUSALS[outcome.code] === "terminal" && !isOfViewer(outcome.code)) {
      chosen.mark(id, { state: "failed", code: outcome.code });
      onSettled();
    } else {
      chosen.mark(id, { state: "waiting" });
      if (!isLeft(id)) retries.later(id, outcome?.retryAfter);
    }
  }

  /** Asks how much is there, and brings the rest, until all of it is there. */
  async function advance(id: string, signal: AbortSignal): Promise<Outcome<ReceivedFile> | null> {
    let content = NOTHING;
    let offset = 0;
    for (;;) {
      const upload = chosen.find(id);
      if (!upload) return null;
      const onProgress = (received: number) => chosen.mark(id, { received });
      const outcome = await put(upload, offset, content, { signal, onProgress });
      if (!outcome.ok || outcome.value.file) return outcome;
      const { received } = outcome.value;
      // The server took nothing of it: sent at once, it would not take it again. One that has less is another process,
      // which has yet to get what the first one has.
      if ((content.size > 0 && received === offset) || received >= upload.content.size) return null;
      offset = received;
      content = upload.content.slice(offset);
      if (!(await isReadable(content))) return { ok: false, code: "no-such-file" };
      chosen.mark(id, { received: offset });
    }
  }

  function resume(ids: string[]): void {
    for (const id of ids) retries.end(id);
    void work();
  }

  async function remove(ids: string[]): Promise<void> {
    const removing = chosen.remove(ids);
    if (current && ids.includes(current.id)) current.abort();
    await removing;
  }

  return {
    /** Takes up what is stored; the answer ends it, and what is on its way, which is left to the tab that goes on. */
    start(): () => void {
      isEnded = false;
      const unsubscribe = store.subscribe(() => void refresh());
      void refresh();
      return () => {
        isEnded = true;
        unsubscribe();
        if (current && isLeft(current.id)) current.abort();
        for (const id of retries.waiting()) if (isLeft(id)) retries.end(id);
      };
    },
    subscribe: chosen.subscribe,
    list: chosen.list,
    /** Whether a page that is loaded now would take up every file. */
    isStored: () => chosen.list().every(({ id }) => chosen.isStored(id)),
    add(files: Pick<Upload, "id" | "threadId" | "content">[]): void {
      chosen.add(files);
      void work();
    },
    /** Tries files again that were refused, and asks about those that were there: the server keeps them for a day. */
    retry(ids: string[]): void {
      for (const id of ids) {
        const state = chosen.find(id)?.state;
        if (state === "failed" || state === "whole") chosen.mark(id, UNBEGUN);
      }
      resume(ids);
    },
    /** Tries everything that waits now rather than later: the connection is back. */
    resumeAll: () => resume(retries.waiting()),
    /** Lets go of files here: the server has them with their message, or they are to leave this device. */
    remove,
    /** The person does not want to send files any more: they go, here and from the server. */
    async cancel(ids: string[]): Promise<void> {
      await remove(ids);
      for (const id of ids) await cancel(id).catch(() => {});
    },
    /** Whether files are with the server; the refusal of one that never will be. Of what nobody here knows the server says more. */
    fateOf(ids: string[]): "whole" | "coming" | RefusalCode {
      if (!chosen.isLoaded() && ids.length > 0) return "coming";
      const own = chosen.list().filter(({ id }) => ids.includes(id));
      const refused = own.find(({ state }) => state === "failed")?.code;
      return refused ?? (own.every(({ state }) => state === "whole") ? "whole" : "coming");
    },
  };
}

/** A file that was changed or deleted since it was chosen, and a folder, fail in a request as a lost connection does. */
function isReadable(content: Blob): Promise<boolean> {
  return content
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );
}
