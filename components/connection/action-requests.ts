const ANSWER_MS = 10_000;

/** The server actions that are under way. */
export type ActionRequests = {
  /** Gives up those that began before a moment, by `performance.now()`. */
  abort: (before: number) => void;
  /** Takes the limit away again. */
  end: () => void;
};

/**
 * Gives the requests of server actions a time limit. Next runs a tab's actions one at a time and waits for each for
 * ever, so that one request on a dead connection would hold back every message.
 */
export function limitActionRequests(scope: Pick<Window, "fetch">): ActionRequests {
  const begun = new Map<AbortController, number>();
  const { fetch } = scope;

  scope.fetch = async (input, init) => {
    if (!new Headers(init?.headers).has("Next-Action")) return fetch(input, init);
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), ANSWER_MS);
    const done = () => {
      clearTimeout(timer);
      begun.delete(controller);
    };
    begun.set(controller, performance.now());
    try {
      const response = await fetch(input, { ...init, signal: controller.signal });
      // A connection may die in the middle of an answer, too.
      response.clone().arrayBuffer().then(done, done);
      return response;
    } catch (error) {
      done();
      throw error;
    }
  };
  return {
    abort(before) {
      for (const [controller, moment] of begun) if (moment < before) controller.abort();
    },
    end() {
      scope.fetch = fetch;
    },
  };
}
