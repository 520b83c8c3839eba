const LONGEST_WAIT_MS = 30_000;

/** 1, 2, 4, 8 … 30 s, less up to a half, so that the tabs of a restarted server do not come back all at once. */
export function waitBefore(attempt: number, random = Math.random()): number {
  return Math.min(1000 * 2 ** attempt, LONGEST_WAIT_MS) * (1 - random / 2);
}

/** The time that the server named, in seconds, up to twice as long, for the same reason; in milliseconds. */
export function waitOf(retryAfter: number, random = Math.random()): number {
  return retryAfter * 1000 * (1 + random);
}
