const LONGEST_WAIT_MS = 30_000;

/** 1, 2, 4, 8 … 30 s, less up to a half, so that the tabs of a restarted server do not come back all at once. */
export function waitBefore(attempt: number, random = Math.random()): number {
  return Math.min(1000 * 2 ** attempt, LONGEST_WAIT_MS) * (1 - random / 2);
}
