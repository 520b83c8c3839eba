import { expect, test } from "vitest";
import { firstLink, hasLink } from "./hrefs";

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

test.each([
  ["see example.com", true],
  ["mail ben@example.com", true],
  ["[write](mailto:ben@a.test)", true],
  ["https://a.test", true],
  ["`https://a.test`", false],
  ["readme.md, 3.14 and so on...", false],
  ["[x](javascript:alert(1))", false],
])("whether %j has a link: %j", (body, has) => {
  expect(hasLink(body)).toBe(has);
});
