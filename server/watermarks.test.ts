import { expect, test } from "vitest";
import { createWatermarks } from "./watermarks";

test("a thread is behind until each change up to the newest was delivered, in whatever order", () => {
  const watermarks = createWatermarks();
  expect(watermarks.isBehind("a", 1)).toBe(true);

  for (const rev of [4, 7, 6]) watermarks.note("a", rev);
  expect([watermarks.isBehind("a", 4), watermarks.isBehind("a", 7)]).toEqual([false, true]);
  watermarks.note("a", 5);
  expect(watermarks.isBehind("a", 7)).toBe(false);
  watermarks.note("a", 2);
  expect(watermarks.isBehind("a", 7)).toBe(false);
});

test("a mark that is raised passes over what was never delivered, and no further", () => {
  const watermarks = createWatermarks();
  for (const rev of [1, 3, 6]) watermarks.note("a", rev);
  watermarks.raise("a", 4);
  expect([watermarks.isBehind("a", 4), watermarks.isBehind("a", 5)]).toEqual([false, true]);
  watermarks.note("a", 5);
  expect(watermarks.isBehind("a", 6)).toBe(false);

  watermarks.forget("a");
  expect(watermarks.isBehind("a", 1)).toBe(true);
});
