import { expect, test } from "vitest";
import { firstLink } from "./first-link";

test.each([
  ["Look: https://a.test/x?y=1.", "https://a.test/x?y=1"],
  ["www.parley.dev and https://a.test", "https://www.parley.dev/"],
  ["**[menu](http://a.test/m)** https://b.test", "http://a.test/m"],
  ["> - quoted https://a.test\n\nhttps://b.test", "https://a.test/"],
  ["1. one\n2. https://a.test", "https://a.test/"],
  ["mailto:ben@a.test ben@a.com https://b.test", "https://b.test/"],
  ["`https://a.test` [x](javascript:alert(1)) https://b.test", "https://b.test/"],
  ["```\nhttps://a.test\n```", null],
  ["ftp://a.test", null],
  ["Noodles?", null],
  ["", null],
])("the first link of %j is %j", (body, link) => {
  expect(firstLink(body)).toBe(link);
});
