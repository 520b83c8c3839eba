/** Numbers that look random and are the same again for the same seed. */
export type Random = {
  /** From 0 up to, and without, 1. */
  next: () => number;
  between: (least: number, most: number) => number;
  pick: <Value>(values: readonly Value[]) => Value;
  chance: (probability: number) => boolean;
};

/** The generator `mulberry32`: 32 bits of state, good enough to choose who is cut off next. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  }
  return {
    next,
    between: (least, most) => least + next() * (most - least),
    pick(values) {
      const value = values[Math.floor(next() * values.length)];
      if (value === undefined) throw new Error("There is nothing to pick from.");
      return value;
    },
    chance: (probability) => next() < probability,
  };
}
