import { expect, test } from "vitest";
import { rangeOf } from "@/lib/ranges";

test.each([
  ["bytes=0-3", { start: 0, end: 3 }],
  ["bytes=4-", { start: 4, end: 9 }],
  ["bytes=4-99", { start: 4, end: 9 }],
  ["bytes=-3", { start: 7, end: 9 }],
  ["bytes=-99", { start: 0, end: 9 }],
  ["bytes=10-", "unsatisfiable"],
  ["bytes=-0", "unsatisfiable"],
  // All of it answers what is not understood, and several ranges.
  ["bytes=3-2", null],
  ["bytes=0-1,3-4", null],
  ["bytes=-", null],
  ["lines=1-2", null],
  [null, null],
])("%s of ten bytes", (header, expected) => expect(rangeOf(header, 10)).toEqual(expected));
