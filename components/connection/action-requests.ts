const ANSWER_MS = 10_000;

/** Server actions that are under way. */
const pending = new Set<AbortController>();

/**
 * Gives the requests of server actions a time limit. Next runs a tab's actions one at a time and waits for each for
 * ever, so that one request on a dead connection would hold back every message. The answer ends it.
 */
export function limitActionRequests(): () => void {
  const { fetch } = window;

  window.fetch = async (input, init) => {
    if (!new Headers(init?.headers).has("Next-Action")) return fetch(input, init);
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), ANSWER_MS);
    pending.add(controller);
    try {
      return await fetch(input, { ...init, signal: controller.signal });
    } finally {
      clearTimeout(timer);
      pending.delete(controller);
    }
  };
  return () => {
    window.fetch = fetch;
  };
}

/** The connection was lost and is back: what was sent over the old one may never be answered. */
export function abortActionRequests(): void {
  for (const controller of pending) controller.abort();
}
