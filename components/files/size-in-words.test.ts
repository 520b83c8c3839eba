import { expect, test } from "vitest";
import { sizeInWords } from "./size-in-words";

test.each([
  [1, "1 byte"],
  [7, "7 bytes"],
  [1023, "1,023 bytes"],
  [1024, "1 kB"],
  [1_468_006, "1.4 MB"],
  [10_239, "10 kB"],
  // Rounded up it is one of the next unit.
  [1024 * 1024 - 1, "1 MB"],
  [1024 ** 3 - 1, "1 GB"],
  [2048 * 1024 ** 3, "2,048 GB"],
])("%d bytes are %j", (bytes, words) => {
  expect(sizeInWords(bytes)).toBe(words);
});
