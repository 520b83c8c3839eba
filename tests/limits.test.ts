import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { LIMITS, type LimitName } from "@/lib/limits";

const names = Object.keys(LIMITS) as LimitName[];

/** "15 min", "1 h" */
function timeInWords(seconds: number): string {
  if (seconds === 0) return "at a time";
  if (seconds % 3600 === 0) return `${seconds / 3600} h`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

function rowOf(name: LimitName): string[] {
  const { points, seconds, of, by, what, why } = LIMITS[name];
  return [`\`${name}\``, points.toLocaleString("en"), timeInWords(seconds), of, by, what, why];
}

const cellsOf = (line: string) =>
  line
    .slice(1, -1)
    .split("|")
    .map((cell) => cell.trim());

test("the manual has each limit as it is, and no other", () => {
  const manual = readFileSync("docs/operations.md", "utf8");
  const section = manual.slice(manual.indexOf("## Limits"), manual.indexOf("\n## ", manual.indexOf("## Limits") + 1));
  const rows = section.split("\n").filter((line) => line.startsWith("| `"));
  expect(rows.map(cellsOf)).toEqual(names.map(rowOf));
});
