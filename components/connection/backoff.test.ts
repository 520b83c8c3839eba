import { expect, test } from "vitest";
import { waitBefore, waitOf } from "./backoff";

test("tries are 1, 2, 4, 8 … 30 seconds apart, less up to a half", () => {
  const longest = Array.from({ length: 7 }, (_, attempt) => waitBefore(attempt, 0));
  expect(longest).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  expect(waitBefore(2, 1)).toBe(2000);
});

test("a time that the server named is kept, and up to doubled", () => {
  expect([waitOf(1.5, 0), waitOf(1.5, 1)]).toEqual([1500, 3000]);
});
