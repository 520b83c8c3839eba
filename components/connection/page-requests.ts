import { waitOf } from "./backoff";

/**
 * Asks again for a page that the server cannot make just now, until it can. Next would put its whole page of regret in
 * the place of this one, with all that goes on here; so the tab stays where it is and goes on when the page comes. The
 * answer ends it.
 */
export function repeatPageRequests(): () => void {
  const { fetch } = window;

  window.fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    const isPage = headers.has("RSC") && !headers.has("Next-Router-Prefetch");
    for (;;) {
      const response = await fetch(input, init);
      const retryAfter = Number(response.headers.get("Retry-After"));
      if (!isPage || response.status !== 503 || !retryAfter) return response;
      await new Promise((resolve) => setTimeout(resolve, waitOf(retryAfter)));
    }
  };
  return () => {
    window.fetch = fetch;
  };
}
