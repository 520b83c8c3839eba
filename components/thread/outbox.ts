import { DRAFTS_PER_CALL } from "@/lib/wire/limits";
import type { Message, SentMessages } from "@/lib/wire/messages";
import { type Outcome, REFUSALS, type RefusalCode } from "@/lib/wire/outcome";

/** A message on its way to the server. Once the timeline holds the message, it is no longer here. */
export type OutboxDraft = {
  id: string;
  threadId: string;
  body: string;
  /** ISO 8601 in UTC, by this device's clock: for the eye only, never for the order. */
  createdAt: string;
  state: "waiting" | "sending" | "failed";
  /** Why it failed. */
  code: RefusalCode | null;
};

type Sender = {
  /** Rejects when no answer came: the message may have been sent or not. */
  send: (threadId: string, drafts: { id: string; body: string }[]) => Promise<Outcome<SentMessages>>;
  onSent: (message: Message) => void;
};

export type Outbox = ReturnType<typeof createOutbox>;

/** Faults of ours in a row after which a draft is shown as not sent, rather than tried for ever. */
const FAULTS = 3;
const LONGEST_WAIT_MS = 30_000;

/**
 * The drafts of this tab. Those of one thread go one call after the other, in the order they were written. A draft that
 * got no answer is sent again under the same id, which the server knows, so trying once too often does no harm.
 */
export function createOutbox({ send, onSent }: Sender) {
  let drafts: OutboxDraft[] = [];
  const listeners = new Set<() => void>();
  const busy = new Set<string>();
  const failures = new Map<string, number>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  function change(next: OutboxDraft[]): void {
    drafts = next;
    for (const listener of listeners) listener();
  }

  function mark(ids: string[], state: Pick<OutboxDraft, "state" | "code">): void {
    change(drafts.map((draft) => (ids.includes(draft.id) ? { ...draft, ...state } : draft)));
  }

  async function flush(threadId: string): Promise<void> {
    if (busy.has(threadId)) return;
    clearTimeout(timers.get(threadId));
    busy.add(threadId);
    while (await sendNext(threadId)) failures.delete(threadId);
    busy.delete(threadId);
  }

  /** Sends what waits at the head of a thread; false when nothing does, or when it has to wait on. */
  async function sendNext(threadId: string): Promise<boolean> {
    const waiting = drafts.filter((draft) => draft.threadId === threadId && draft.state === "waiting");
    const batch = waiting.slice(0, DRAFTS_PER_CALL);
    if (batch.length === 0) return false;

    const ids = batch.map(({ id }) => id);
    mark(ids, { state: "sending", code: null });
    const outcome = await send(
      threadId,
      batch.map(({ id, body }) => ({ id, body })),
    ).catch(() => null);
    const outcomes = outcome?.ok ? outcome.value : ids.map(() => outcome);
    return take(threadId, ids, outcomes);
  }

  /** Takes note of each outcome in turn; the first one to try again stops there. True when all are done with. */
  function take(
    threadId: string,
    ids: string[],
    outcomes: (SentMessages[number] | Extract<Outcome<never>, { ok: false }> | null)[],
  ): boolean {
    for (const [place, id] of ids.entries()) {
      const outcome = outcomes[place];
      if (outcome?.ok) onSent(outcome.value);
      else if (outcome && isFinal(threadId, outcome.code)) mark([id], { state: "failed", code: outcome.code });
      else {
        mark(ids.slice(place), { state: "waiting", code: null });
        tryLater(threadId);
        return false;
      }
    }
    return true;
  }

  function isFinal(threadId: string, code: RefusalCode): boolean {
    if (REFUSALS[code] === "terminal") return true;
    return code === "unexpected" && (failures.get(threadId) ?? 0) >= FAULTS - 1;
  }

  function tryLater(threadId: string): void {
    const attempt = failures.get(threadId) ?? 0;
    failures.set(threadId, attempt + 1);
    const wait = Math.min(1000 * 2 ** attempt, LONGEST_WAIT_MS) * (1 - Math.random() / 2);
    timers.set(
      threadId,
      setTimeout(() => flush(threadId), wait),
    );
  }

  return {
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    drafts: () => drafts,
    add(draft: Pick<OutboxDraft, "id" | "threadId" | "body">): void {
      const createdAt = new Date().toISOString();
      change([...drafts, { ...draft, createdAt, state: "waiting", code: null }]);
      flush(draft.threadId);
    },
    retry(id: string): void {
      mark([id], { state: "waiting", code: null });
      const draft = drafts.find((draft) => draft.id === id);
      if (draft) flush(draft.threadId);
    },
    /** Forgets drafts: the person deleted them, or the timeline has their messages. */
    remove(ids: string[]): void {
      if (drafts.some(({ id }) => ids.includes(id))) change(drafts.filter(({ id }) => !ids.includes(id)));
    },
    /** Tries everything that waits now rather than later: the connection is back. */
    flushAll(): void {
      for (const threadId of new Set(drafts.map(({ threadId }) => threadId))) flush(threadId);
    },
  };
}
