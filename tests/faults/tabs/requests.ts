import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

/** What a network does to requests of actions, beside losing them. */
type Mischief = {
  /** Each is sent twice at the same time, mostly to different nodes. */
  doubles: boolean;
  /** Each is sent once more, this many milliseconds later; null: not at all. */
  replaysAfter: number | null;
};

const NONE: Mischief = { doubles: false, replaysAfter: null };

/** The requests of one device. */
export function createRequests() {
  let mischief = NONE;
  const end = new AbortController();
  setMaxListeners(0, end.signal);
  const counts = { doubled: 0, replayed: 0 };

  const send: typeof fetch = (target, init) => {
    if (init?.method === "POST") {
      // What is sent a second time knows nothing of the first one's time limit, and nobody waits for its answer.
      const copy = { ...init, signal: end.signal };
      if (mischief.doubles) void sendCopy("doubled", target, copy, 0);
      if (mischief.replaysAfter !== null) void sendCopy("replayed", target, copy, mischief.replaysAfter);
    }
    return fetchOrAbort(target, init ?? {});
  };

  /** Node's fetch holds on to its signal too loosely: when that is collected, an abort goes unheard (undici 6). */
  async function fetchOrAbort(target: Parameters<typeof fetch>[0], init: RequestInit): Promise<Response> {
    const signal = init.signal ?? end.signal;
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
    const response = await Promise.race([fetch(target, { ...init, signal }), aborted]);
    const text = response.text.bind(response);
    return Object.assign(response, { text: () => Promise.race([text(), aborted]) });
  }

  async function sendCopy(
    what: keyof typeof counts,
    ...[target, init, after]: [...Parameters<typeof fetch>, number]
  ): Promise<void> {
    try {
      if (after > 0) await sleep(after, null, { signal: end.signal });
      counts[what] += 1;
      await (await fetch(target, init)).arrayBuffer();
    } catch {
      // A copy that is lost is as if there had been none.
    }
  }

  return {
    fetch: send,
    counts,
    set(next: Partial<Mischief> = {}): void {
      mischief = { ...NONE, ...next };
    },
    close: () => end.abort(),
  };
}
