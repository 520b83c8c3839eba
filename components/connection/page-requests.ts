import { waitBefore, waitOf } from "./backoff";

/** Tries without a network are at most 4 s apart: somebody has clicked and waits. */
const LONGEST = 2;

/**
 * Asks again for a page that cannot be had just now, because the server cannot make it or cannot be reached, until it
 * can. Next would put its whole page of regret, or the browser's own, in the place of this one, with all that goes on
 * here; so the tab stays where it is and goes on when the page comes. The answer ends it.
 */
export function repeatPageRequests(): () => void {
  const { fetch } = window;

  window.fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    if (!headers.has("RSC") || headers.has("Next-Router-Prefetch")) return fetch(input, init);

    for (let attempt = 0; ; attempt += 1) {
      const response = await fetch(input, init).catch((error) => {
        if (init?.signal?.aborted) throw error;
        return null;
      });
      const retryAfter = response?.status === 503 ? Number(response.headers.get("Retry-After")) : 0;
      if (response && !retryAfter) return response;
      const wait = retryAfter ? waitOf(retryAfter) : waitBefore(Math.min(attempt, LONGEST));
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  };
  return () => {
    window.fetch = fetch;
  };
}
