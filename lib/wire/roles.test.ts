import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { RIGHTS, ROLES } from "./roles";

test("the table of who may do what in a group is written down as it is", () => {
  const rows = readFileSync("docs/architecture.md", "utf8").matchAll(/^\| `([a-z-]+)` +\|[^|]+\|(.+)\|$/gm);
  const written = [...rows].map(([, right, marks = ""]) => {
    const cells = marks.split("|").map((mark) => mark.trim() === "yes");
    return [right, ROLES.filter((_, column) => cells[column])];
  });
  expect(Object.fromEntries(written)).toEqual(RIGHTS);
});
