const ANSWER_MS = 10_000;

/** The server actions that are under way. */
export type ActionRequests = {
  /** The connection was lost and is back: what was sent over the old one may never be answered. */
  abort: () => void;
  /** Takes the limit away again. */
  end: () => void;
};

/**
 * Gives the requests of server actions a time limit. Next runs a tab's actions one at a time and waits for each for
 * ever, so that one request on a dead connection would hold back every message.
 */
export function limitActionRequests(scope: Pick<Window, "fetch">): ActionRequests {
  const pending = new Set<AbortController>();
  const { fetch } = scope;

  scope.fetch = async (input, init) => {
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
  return {
    abort() {
      for (const controller of pending) controller.abort();
    },
    end() {
      scope.fetch = fetch;
    },
  };
}
