import fc from "fast-check";
import { expect, test } from "vitest";
import { plainText } from "./plain-text";

test("what a message says is told in one line, without markers", () => {
  expect(plainText("**Bold** and `code`\n\n> quoted\n- a\n- [b](https://b.test)\n```ts\nlet a;\n```")).toBe(
    "Bold and code quoted a b let a;",
  );
  expect(plainText("hi @ben-1", [{ id: "b", username: "ben-1", name: "Ben" }])).toBe("hi @Ben");
  expect(plainText("2 * 3 <b> 👍")).toBe("2 * 3 <b> 👍");
});

test("of a long message only the beginning is read, and no character is cut in two", () => {
  expect(plainText("a".repeat(10_000))).toHaveLength(1000);
  expect(plainText(`${"a".repeat(999)}👍`)).toBe("a".repeat(999));
});

test("it is one line, whatever was written", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (body) => {
      expect(plainText(body)).not.toMatch(/[\n\r\t]|^ | $/);
    }),
  );
});
