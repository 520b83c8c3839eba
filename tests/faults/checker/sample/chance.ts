export type Chance = ReturnType<typeof createChance>;

/** The same numbers for the same seed (mulberry32). */
export function createChance(seed: number) {
  let state = seed >>> 0;

  function below(limit: number): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  return {
    below,
    pick: <One>(list: One[]): One | undefined => list[below(list.length)],
  };
}
