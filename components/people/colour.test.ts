import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { colourOf } from "./colour";

const ids = Array.from({ length: 600 }, () => crypto.randomUUID());

test("an id has one colour, and ids spread over all twelve", () => {
  for (const id of ids) expect(colourOf(id)).toBe(colourOf(id));
  expect(new Set(ids.map(colourOf)).size).toBe(12);
});

test("every colour is defined in the theme", () => {
  const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");
  for (const { fill, name } of ids.map(colourOf)) {
    expect(css).toContain(`${fill.replace("bg-", "--color-")}:`);
    expect(css).toContain(`${name.replace("text-", "--color-")}:`);
  }
});
