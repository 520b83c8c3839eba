import { waitBefore, waitOf } from "@/components/connection/backoff";
import { DRAFTS_PER_CALL } from "@/lib/wire/limits";
import type { Message, SentMessages } from "@/lib/wire/messages";
import { isOfViewer, type Outcome, REFUSALS, type RefusalCode } from "@/lib/wire/outcome";
import type { DraftStore } from "./draft-store";
import type { OutboxDraft } from "./outbox-draft";

type Sender = {
  store: DraftStore;
  /** Rejects when no answer came: the message may have been sent or not. */
  send: (threadId: string, drafts: { id: string; body: string }[]) => Promise<Outcome<SentMessages>>;
  onSent: (message: Message) => void;
};

export type Outbox = ReturnType<typeof createOutbox>;

/** Faults of ours in a row after which a draft is shown as not sent, rather than tried for ever. */
const FAULTS = 3;

/**
 * A person's drafts on this device, in each of their tabs. Those of one thread go one call after the other, in the order
 * they were written. A draft that got no answer is sent again under the same id, which the server knows, so trying once
 * too often does no harm.
 */
export function createOutbox({ store, send, onSent }: Sender) {
  let drafts: OutboxDraft[] = [];
  const listeners = new Set<() => void>();
  /** Drafts that the store does not hold: those it is only just getting, and those the server has taken. */
  const unstored = new Set<string>();
  const busy = new Set<string>();
  /** Of each thread: tries in vain, and faults of the server, in a row. */
  const failures = new Map<string, number>();
  const faults = new Map<string, number>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  function change(next: OutboxDraft[]): void {
    drafts = next;
    for (const listener of listeners) listener();
  }

  function mark(ids: string[], state: Pick<OutboxDraft, "state" | "code">): void {
    change(drafts.map((draft) => (ids.includes(draft.id) ? { ...draft, ...state } : draft)));
  }

  /** What other tabs have written, sent and deleted. */
  async function refresh(): Promise<void> {
    const stored = await store.load().catch(() => null);
    if (!stored) return;
    const held = new Map(drafts.map((draft) => [draft.id, draft]));
    const kept = drafts.filter(({ id }) => unstored.has(id) && !stored.some((draft) => draft.id === id));
    change([...stored.map((draft) => newer(held.get(draft.id), draft)), ...kept].sort(byWriting));
  }

  async function flush(threadId: string): Promise<void> {
    if (busy.has(threadId)) return;
    busy.add(threadId);
    clearTimeout(timers.get(threadId));
    try {
      while (await store.exclusively(() => sendNext(threadId))) {
        failures.delete(threadId);
        faults.delete(threadId);
      }
    } finally {
      busy.delete(threadId);
    }
  }

  /** Sends what waits at the head of a thread; false when nothing does, or when it has to wait on. */
  async function sendNext(threadId: string): Promise<boolean> {
    await refresh();
    const waiting = drafts.filter((draft) => draft.threadId === threadId && draft.state === "waiting");
    // After a fault the head goes alone: it may be the one that the server cannot take.
    const batch = waiting.slice(0, faults.has(threadId) ? 1 : DRAFTS_PER_CALL).map(({ id, body }) => ({ id, body }));
    if (batch.length === 0) return false;

    const ids = batch.map(({ id }) => id);
    mark(ids, { state: "sending", code: null });
    const outcome = await send(threadId, batch).catch(() => null);
    return take(threadId, ids, outcome?.ok ? outcome.value : ids.map(() => outcome));
  }

  /** Takes note of each outcome in turn; the first one to try again stops there. True when all are done with. */
  async function take(threadId: string, ids: string[], outcomes: (Outcome<Message> | null)[]): Promise<boolean> {
    for (const [place, id] of ids.entries()) {
      const outcome = outcomes[place];
      if (outcome?.ok) await settle(id, outcome.value);
      else if (outcome && isFinal(threadId, outcome.code)) await fail(id, outcome.code);
      else {
        mark(ids.slice(place), { state: "waiting", code: null });
        tryLater(threadId, outcome?.retryAfter);
        return false;
      }
    }
    return true;
  }

  /** It is out of the store before it is out of sight: whoever reloads now does not send it again. */
  async function settle(id: string, message: Message): Promise<void> {
    unstored.add(id);
    await store.remove([id]).catch(() => {});
    onSent(message);
  }

  async function fail(id: string, code: RefusalCode): Promise<void> {
    mark([id], { state: "failed", code });
    const draft = drafts.find((draft) => draft.id === id);
    if (draft) await store.put(draft).catch(() => {});
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
  function tryLater(threadId: string, retryAfter: number | undefined): void {
    const wait = retryAfter === undefined ? nextWait(threadId) : waitOf(retryAfter);
    timers.set(
      threadId,
      setTimeout(() => flush(threadId), wait),
    );
  }

  function nextWait(threadId: string): number {
    const attempt = failures.get(threadId) ?? 0;
    failures.set(threadId, attempt + 1);
    return waitBefore(attempt);
  }

  async function put(draft: OutboxDraft): Promise<void> {
    unstored.add(draft.id);
    await store.put(draft).then(
      () => unstored.delete(draft.id),
      () => {},
    );
    await flush(draft.threadId);
  }

  function flushAll(): void {
    for (const threadId of new Set(drafts.map(({ threadId }) => threadId))) flush(threadId);
  }

  return {
    /** Takes up what is stored, and what other tabs store from now on; the answer ends it. */
    start(): () => void {
      const unsubscribe = store.subscribe(() => void refresh());
      refresh().then(flushAll);
      return unsubscribe;
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    drafts: () => drafts,
    /** Whether a page that is loaded now would take up every draft. */
    isStored: () => !drafts.some(({ id }) => unstored.has(id)),
    async add(written: Pick<OutboxDraft, "id" | "threadId" | "body">): Promise<void> {
      const latest = Date.parse(drafts.at(-1)?.createdAt ?? "") || 0;
      const createdAt = new Date(Math.max(Date.now(), latest + 1)).toISOString();
      const draft = { ...written, createdAt, state: "waiting", code: null } as const;
      change([...drafts, draft]);
      await put(draft);
    },
    async retry(id: string): Promise<void> {
      mark([id], { state: "waiting", code: null });
      const draft = drafts.find((draft) => draft.id === id);
      if (draft) await put(draft);
    },
    /** Forgets drafts: the person deleted them, or the timeline has their messages. */
    async remove(ids: string[]): Promise<void> {
      if (!drafts.some(({ id }) => ids.includes(id))) return;
      change(drafts.filter(({ id }) => !ids.includes(id)));
      await store.remove(ids).catch(() => {});
    },
    /** Tries everything that waits now rather than later: the connection is back. */
    flushAll,
  };
}

/** Of a draft that this tab is sending, it alone knows the state. */
function newer(held: OutboxDraft | undefined, stored: OutboxDraft): OutboxDraft {
  return held?.state === "sending" ? held : stored;
}

function byWriting(one: OutboxDraft, other: OutboxDraft): number {
  return one.createdAt < other.createdAt ? -1 : Number(one.createdAt > other.createdAt);
}
