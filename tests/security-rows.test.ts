import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const rows = [
  ...readFileSync("docs/security-rows.md", "utf8").matchAll(/^\| .+? \| `(?<path>[^`]+)`\s*\| (?<title>.+?)\s*\|$/gm),
].map(({ groups }) => ({ path: groups?.path ?? "", title: groups?.title ?? "" }));

test("each promise of security names a test that there is", () => {
  expect(rows.length).toBeGreaterThan(50);
  const missing = rows.filter(
    ({ path, title }) => !existsSync(path) || !readFileSync(path, "utf8").includes(`"${title}"`),
  );
  expect(missing).toEqual([]);
});

test("no page and no component writes markup past React", () => {
  const listed = execFileSync("git", ["ls-files", "app", "components"], { encoding: "utf8" }).split("\n");
  const files = listed.filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path));
  expect(files.length).toBeGreaterThan(100);
  const past =
    /dangerouslySetInnerHTML|\.(inner|outer)HTML\b|insertAdjacentHTML|document\.write|\beval\(|new Function\(/;
  expect(files.filter((path) => past.test(readFileSync(path, "utf8")))).toEqual([]);
});
