import { type Outcome, REFUSALS } from "@/lib/wire/outcome";

/** What could not be said is said again after this, in milliseconds, and whenever the connection is back. */
const AGAIN_MS = 5_000;
/** Questions that are open at once: the server cuts a tab that has many, as one with many threads would after a night. */
const AT_ONCE = 8;

/** Asks the server; null when there is no connection or no answer. */
export type Ask<Said, Answer> = (threadId: string, said: Said) => Promise<Outcome<Answer> | null>;

/**
 * Says the newest of what there is to say about each thread, one question at a time, until it is answered: a server that
 * dies after it was told, or a connection that does, takes nothing away.
 */
export function createTelling<Said, Answer>(ask: Ask<Said, Answer>, onAnswer: (answer: Answer) => void = () => {}) {
  const unsaid = new Map<string, Said>();
  const asking = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function tell(threadId: string): Promise<void> {
    const said = unsaid.get(threadId);
    if (said === undefined || asking.has(threadId) || asking.size >= AT_ONCE) return;
    asking.add(threadId);
    const outcome = await ask(threadId, said).catch(() => null);
    asking.delete(threadId);

    const isOver = outcome !== null && (outcome.ok || REFUSALS[outcome.code] === "terminal");
    if (isOver && unsaid.get(threadId) === said) unsaid.delete(threadId);
    if (outcome?.ok) onAnswer(outcome.value);
    if (isOver) {
      const further = tell(threadId);
      repeat();
      return further;
    }
    putLast(threadId);
    clearTimeout(timer);
    timer = setTimeout(repeat, AGAIN_MS);
  }

  /** The next time it is the turn of the others first. */
  function putLast(threadId: string): void {
    const said = unsaid.get(threadId);
    unsaid.delete(threadId);
    if (said !== undefined) unsaid.set(threadId, said);
  }

  function repeat(): void {
    for (const threadId of [...unsaid.keys()]) void tell(threadId);
  }

  return {
    repeat,
    unsaid: (threadId: string) => unsaid.get(threadId),
    say(threadId: string, said: Said): Promise<void> {
      unsaid.set(threadId, said);
      return tell(threadId);
    },
    stop: () => clearTimeout(timer),
  };
}
