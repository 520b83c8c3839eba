import { waitBefore, waitOf } from "./backoff";

/** A try that has had no answer by then has none coming. */
const TRY_MS = 10_000;
/** Tries without a network are at most 4 s apart: somebody has clicked and waits. */
const LONGEST = 2;
/**
 * The page of regret is shown after all when the server has refused for this long: Next lets no message be sent before
 * the page that is being opened is there, and a server that can be reached may well take messages.
 */
const PATIENCE_MS = 30_000;

/**
 * Asks again for a page that cannot be had just now, because the server cannot make it or cannot be reached. Next would
 * put its whole page of regret, or the browser's own, in the place of this one, with all that goes on here; so the tab
 * stays where it is and goes on when the page comes. The answer ends it.
 */
export function repeatPageRequests(): () => void {
  const { fetch } = window;

  async function tryOnce(input: RequestInfo | URL, init: RequestInit | undefined): Promise<Response | null> {
    const controller = new AbortController();
    init?.signal?.addEventListener("abort", () => controller.abort());
    const timer = setTimeout(() => controller.abort(), TRY_MS);
    try {
      return await fetch(input, { ...init, signal: controller.signal });
    } catch (error) {
      if (init?.signal?.aborted) throw error;
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  window.fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    if (!headers.has("RSC") || headers.has("Next-Router-Prefetch")) return fetch(input, init);

    const until = performance.now() + PATIENCE_MS;
    for (let attempt = 0; ; attempt += 1) {
      const response = await tryOnce(input, init);
      const retryAfter = response?.status === 503 ? Number(response.headers.get("Retry-After")) : 0;
      if (response && (!retryAfter || performance.now() > until)) return response;
      const wait = retryAfter ? waitOf(retryAfter) : waitBefore(Math.min(attempt, LONGEST));
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  };
  return () => {
    window.fetch = fetch;
  };
}
