import { waitBefore, waitOf } from "@/components/connection/backoff";
import type { Uploads } from "@/components/files/uploads";
import { DRAFTS_PER_CALL } from "@/lib/wire/limits";
import type { Draft, Message, SentMessages } from "@/lib/wire/messages";
import { isOfViewer, type Outcome, REFUSALS, type RefusalCode, type Refused } from "@/lib/wire/outcome";
import type { DraftStore } from "./draft-store";
import type { OutboxDraft } from "./outbox-draft";

type Sender = {
  store: DraftStore;
  /** What became of the files of a draft, and how to try them again and let go of them. */
  uploads: Pick<Uploads, "fateOf" | "retry" | "remove" | "cancel">;
  /** Rejects when no answer came: the message may have been sent or not. */
  send: (threadId: string, drafts: Draft[]) => Promise<Outcome<SentMessages>>;
  onSent: (message: Message) => void;
};

export type Outbox = ReturnType<typeof createOutbox>;

/** A draft of another tab that waits for so long, in milliseconds, is this tab's to send, after a call of the other one. */
const LEFT_BEHIND_MS = 5_000;

/** Faults of ours in a row after which a draft is shown as not sent, rather than tried for ever. */
const FAULTS = 3;

/**
 * A person's drafts on this device, in each of their tabs. Those of one thread go one call after the other, in the order
 * they were written. A draft that got no answer is sent again under the same id, which the server knows, so trying once
 * too often does no harm.
 */
export function createOutbox({ store, uploads, send, onSent }: Sender) {
  let drafts: OutboxDraft[] = [];
  const listeners = new Set<() => void>();
  /** Drafts that the store does not hold as they are here: it is only just getting them, or does not take them. */
  const unstored = new Set<string>();
  /** Drafts that the server has taken or nobody wants any more, even if the store does not let go of them. */
  const done = new Set<string>();
  const busy = new Set<string>();
  /** Of each thread: tries in vain, and faults of the server, in a row. */
  const failures = new Map<string, number>();
  const faults = new Map<string, number>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** Until when, by this device's clock, what waits in a thread has to: the server takes no more of the person by then. */
  const pauses = new Map<string, number>();
  let isLoaded = false;
  let isEnded = false;

  function change(next: OutboxDraft[]): void {
    drafts = next;
    for (const listener of listeners) listener();
  }

  function mark(ids: string[], state: Pick<OutboxDraft, "state" | "code">): void {
    change(drafts.map((draft) => (ids.includes(draft.id) ? { ...draft, ...state } : draft)));
  }

  /** What other tabs have written, sent and deleted. */
  async function refresh(): Promise<void> {
    const loaded = await store.load().catch(() => null);
    isLoaded = true;
    if (!loaded) return change(drafts);
    const stored = loaded.filter(({ id }) => !done.has(id));
    const held = new Map(drafts.map((draft) => [draft.id, draft]));
    const isAlone = (id: string) => (unstored.has(id) || done.has(id)) && !stored.some((draft) => draft.id === id);
    const kept = drafts.filter(({ id }) => isAlone(id));
    change([...stored.map((draft) => newer(held.get(draft.id), draft)), ...kept].sort(byWriting));
  }

  async function flush(threadId: string): Promise<void> {
    // Asked sooner, the server would only say the same again.
    if (busy.has(threadId) || pauses.has(threadId)) return;
    clearTimeout(timers.get(threadId));
    timers.delete(threadId);
    if (isEnded && waitingIn(threadId).length === 0) return;
    busy.add(threadId);
    try {
      while ((await store.exclusively(() => sendNext(threadId))) || isLeftWaiting(threadId));
    } finally {
      busy.delete(threadId);
    }
  }

  /** Something was written since the last look, while the turn was given back. */
  function isLeftWaiting(threadId: string): boolean {
    return readyIn(threadId).length > 0 && !timers.has(threadId);
  }

  /** What waits and can go. The order of writing is kept: behind a draft whose files are still coming nothing goes. */
  function readyIn(threadId: string): OutboxDraft[] {
    const waiting = waitingIn(threadId);
    const coming = waiting.findIndex((draft) => uploads.fateOf(filesOf(draft)) === "coming");
    return coming < 0 ? waiting : waiting.slice(0, coming);
  }

  function waitingIn(threadId: string): OutboxDraft[] {
    return drafts.filter((draft) => draft.threadId === threadId && draft.state === "waiting" && !isLeft(draft));
  }

  /** After the end the tab that goes on sends what is stored. Of the rest it knows nothing. */
  function isLeft({ id }: OutboxDraft): boolean {
    return isEnded && !unstored.has(id);
  }

  /** Sends what waits at the head of a thread; false when nothing does, or when it has to wait on. */
  async function sendNext(threadId: string): Promise<boolean> {
    await refresh();
    // After a fault the head goes alone: it may be the one that the server cannot take.
    const ready = readyIn(threadId);
    if (await failWithoutFiles(ready)) return true;
    const batch = ready.slice(0, faults.has(threadId) ? 1 : DRAFTS_PER_CALL).map(toDraft);
    if (batch.length === 0) return false;

    const ids = batch.map(({ id }) => id);
    mark(ids, { state: "sending", code: null });
    const outcome = await send(threadId, batch).catch(() => null);
    return take(threadId, ids, outcome?.ok ? outcome.value : ids.map(() => outcome));
  }

  /** Gives up the drafts of which a file was refused; tells whether there was one. */
  async function failWithoutFiles(ready: OutboxDraft[]): Promise<boolean> {
    const fates = ready.map((draft) => ({ id: draft.id, fate: uploads.fateOf(filesOf(draft)) }));
    const refused = fates.flatMap(({ id, fate }) => (fate === "whole" || fate === "coming" ? [] : [{ id, fate }]));
    for (const { id, fate } of refused) await fail(id, fate);
    return refused.length > 0;
  }

  /** Takes note of each outcome in turn; the first one to try again stops there. True when all are done with. */
  async function take(threadId: string, ids: string[], outcomes: (Outcome<Message> | null)[]): Promise<boolean> {
    for (const [place, id] of ids.entries()) {
      const outcome = outcomes[place];
      if (outcome?.ok) await settle(id, outcome.value);
      else if (outcome && isFinal(threadId, outcome.code)) await fail(id, outcome.code);
      else {
        tryLater(threadId, outcome);
        mark(ids.slice(place), { state: "waiting", code: null });
        return false;
      }
    }
    failures.delete(threadId);
    faults.delete(threadId);
    return true;
  }

  /**
   * It is out of the store before it is out of sight: whoever reloads now does not send it again. Its files go first:
   * without their draft they would be those of the next message.
   */
  async function settle(id: string, message: Message): Promise<void> {
    done.add(id);
    await forgetFiles([id]);
    await store.remove([id]).catch(() => {});
    onSent(message);
  }

  /** The server has them, or nobody wants them any more. */
  function forgetFiles(ids: string[]): Promise<void> {
    return uploads.remove(drafts.filter(({ id }) => ids.includes(id)).flatMap(filesOf));
  }

  async function fail(id: string, code: RefusalCode): Promise<void> {
    mark([id], { state: "failed", code });
    const draft = drafts.find((draft) => draft.id === id);
    if (draft) await keep(draft);
  }

  function isFinal(threadId: string, code: RefusalCode): boolean {
    // The draft is kept for the person who wrote it, and goes when they are signed in again.
    if (isOfViewer(code)) return false;
    if (REFUSALS[code] === "terminal") return true;
    if (code !== "unexpected") return false;
    faults.set(threadId, (faults.get(threadId) ?? 0) + 1);
    return (faults.get(threadId) ?? 0) >= FAULTS;
  }

  /** After the time that the server named, in seconds; when it named none, or was not reached, later and later. */
  function tryLater(threadId: string, refused: Refused | null | undefined): void {
    const retryAfter = refused?.retryAfter;
    if (retryAfter === undefined) flushAfter(threadId, nextWait(threadId));
    else if (refused && REFUSALS[refused.code] === "wait") pause(threadId, retryAfter * 1000);
    else flushAfter(threadId, waitOf(retryAfter));
  }

  /** Nobody else waits for the same moment: what the server has said is when it goes on. */
  function pause(threadId: string, wait: number): void {
    pauses.set(threadId, Date.now() + wait);
    flushAfter(threadId, wait);
  }

  function flushAfter(threadId: string, wait: number): void {
    clearTimeout(timers.get(threadId));
    timers.set(
      threadId,
      setTimeout(() => {
        pauses.delete(threadId);
        void flush(threadId);
      }, wait),
    );
  }

  /** What another tab has written it may leave behind, when it is closed or ends. */
  function standIn(): void {
    for (const { threadId, state } of isEnded ? [] : drafts)
      if (state === "waiting" && !busy.has(threadId) && !timers.has(threadId)) flushAfter(threadId, LEFT_BEHIND_MS);
  }

  function nextWait(threadId: string): number {
    const attempt = failures.get(threadId) ?? 0;
    failures.set(threadId, attempt + 1);
    return waitBefore(attempt);
  }

  /** Stores a draft as it is here. Until it is, and where it cannot be, what the store says of it is out of date. */
  async function keep(draft: OutboxDraft): Promise<void> {
    unstored.add(draft.id);
    await store.put(draft).then(
      () => unstored.delete(draft.id),
      () => {},
    );
  }

  async function put(draft: OutboxDraft): Promise<void> {
    await keep(draft);
    await flush(draft.threadId);
  }

  /** Of a draft that this tab is sending, or could not store, it alone knows the state. */
  function newer(held: OutboxDraft | undefined, stored: OutboxDraft): OutboxDraft {
    return held && (held.state === "sending" || unstored.has(held.id)) ? held : stored;
  }

  function flushAll(): void {
    for (const threadId of new Set(drafts.map(({ threadId }) => threadId))) flush(threadId);
  }

  async function remove(ids: string[]): Promise<void> {
    if (!drafts.some(({ id }) => ids.includes(id))) return;
    const forgetting = forgetFiles(ids);
    for (const id of ids) done.add(id);
    change(drafts.filter(({ id }) => !ids.includes(id)));
    await store.remove(ids).catch(() => {});
    await forgetting;
  }

  return {
    /**
     * Takes up what is stored, and what other tabs store from now on. The answer ends it: what is on its way is still
     * taken note of, and what is stored is left to the tab that goes on.
     */
    start(): () => void {
      isEnded = false;
      const unsubscribe = store.subscribe(() => void refresh().then(standIn));
      refresh().then(flushAll);
      return () => {
        isEnded = true;
        unsubscribe();
      };
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    drafts: () => drafts,
    /** Until when what waits in a thread is held back, in milliseconds since 1970 by this device's clock; null when it is not. */
    pausedUntil: (threadId: string) => pauses.get(threadId) ?? null,
    /** Whether what was written before a reload is among them, as far as it is to be had. */
    isLoaded: () => isLoaded,
    /** Whether a page that is loaded now would take up every draft. */
    isStored: () => !drafts.some(({ id }) => unstored.has(id)),
    async add(written: Pick<OutboxDraft, "id" | "threadId" | "body" | "quote" | "files">): Promise<void> {
      const latest = Date.parse(drafts.at(-1)?.createdAt ?? "") || 0;
      const createdAt = new Date(Math.max(Date.now(), latest + 1)).toISOString();
      const draft = { ...written, createdAt, state: "waiting", code: null } as const;
      change([...drafts, draft]);
      await put(draft);
    },
    async retry(id: string): Promise<void> {
      mark([id], { state: "waiting", code: null });
      const draft = drafts.find((draft) => draft.id === id);
      if (draft) uploads.retry(filesOf(draft));
      if (draft) await put(draft);
    },
    /** Forgets drafts: the timeline has their messages, or they are to leave this device. */
    remove,
    /** The person does not want to send it any more, nor its files. */
    async delete(id: string): Promise<void> {
      const files = drafts.filter((draft) => draft.id === id).flatMap(filesOf);
      await remove([id]);
      await uploads.cancel(files);
    },
    /** Tries everything that waits now rather than later: the connection is back. */
    flushAll,
  };
}

function toDraft(draft: OutboxDraft): Draft {
  const { id, body, quote } = draft;
  const files = filesOf(draft);
  return { id, body, replyTo: quote?.seq ?? null, ...(files.length > 0 && { files }) };
}

function filesOf({ files = [] }: OutboxDraft): string[] {
  return files.map(({ id }) => id);
}

function byWriting(one: OutboxDraft, other: OutboxDraft): number {
  return one.createdAt < other.createdAt ? -1 : Number(one.createdAt > other.createdAt);
}
