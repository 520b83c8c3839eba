import fc from "fast-check";
import { expect, test } from "vitest";
import { HOSTILE_ADDRESSES } from "@/tests/stage/hostile-texts";
import { findLinks, safeHref } from "./links";

test.each(HOSTILE_ADDRESSES)("nobody can follow %j", (address) => {
  expect(safeHref(address)).toBeNull();
});

test("web and mail addresses can be followed, as a browser writes them", () => {
  expect(safeHref("https://a.test/ü?b=c#d")).toBe("https://a.test/%C3%BC?b=c#d");
  expect(safeHref("HTTP://A.test")).toBe("http://a.test/");
  expect(safeHref("mailto:ben@a.test")).toBe("mailto:ben@a.test");
  expect(safeHref(`https://a.test/${"a".repeat(2048)}`)).toBeNull();
});

test("whatever is found in a text is a web or mail address, and stands where it was found", () => {
  const pieces = fc.constantFrom(
    "https://",
    "HTTP:",
    "//",
    "javascript:",
    "mailto:",
    "a.test",
    "@",
    ".com",
    "www.",
    "(",
    " ",
    "%",
    "\u0001",
    "*",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      const text = parts.join("");
      let after = 0;
      for (const { start, end, href } of findLinks(text)) {
        expect(href).toMatch(/^(https?:\/\/|mailto:)/);
        expect(start).toBeGreaterThanOrEqual(after);
        expect(end).toBeGreaterThan(start);
        after = end;
      }
    }),
  );
});
