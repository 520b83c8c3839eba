import { randomFrom } from "../../random";

export type Chance = ReturnType<typeof createChance>;

/** What is drawn for an invented run; the same again for the same seed. */
export function createChance(seed: number) {
  const { next } = randomFrom(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  return { below, pick: <One>(list: One[]): One | undefined => list[below(list.length)] };
}
