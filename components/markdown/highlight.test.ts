import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { highlight } from "./highlight";
import { LANGUAGES, languageNamed } from "./languages";

test("code gets its inks, and keeps every character of every line", async () => {
  const code = 'const a = "b"; // c\n\nfunction d(): Promise<number> {\n  return 1;\n}';
  const lines = await highlight("typescript", code);
  expect(lines.map((line) => line.map(({ text }) => text).join("")).join("\n")).toBe(code);
  const inkOf = (text: string) => lines.flat().find((span) => span.text.trim() === text)?.ink;
  expect(["const", '"b"', "// c", "d", "Promise", "1"].map(inkOf)).toEqual([
    "keyword",
    "string",
    "comment",
    "function",
    "type",
    "constant",
  ]);
});

test("what begins in one turn goes on in the next", async () => {
  const lines = await highlight("typescript", `/*${"\n".repeat(100)}still a comment\n*/ 1`);
  expect(lines[100]).toEqual([{ text: "still a comment", ink: "comment" }]);
  expect(lines.at(-1)?.at(-1)?.ink).toBe("constant");
});

test("a line that is too long for anybody is left plain, and the others are not", async () => {
  const long = `"${"a".repeat(1000)}"`;
  expect(await highlight("typescript", `${long}\n1`)).toEqual([
    [{ text: long, ink: null }],
    [{ text: "1", ink: "constant" }],
  ]);
});

test.each(LANGUAGES)("%s can be loaded", async (language) => {
  const lines = await highlight(language, 'a "b" 1\n');
  expect(lines.map((line) => line.map(({ text }) => text).join(""))).toEqual(['a "b" 1', ""]);
});

test("a language is known by the names that people give it", () => {
  expect([
    languageNamed("ts"),
    languageNamed("c++"),
    languageNamed("sh"),
    languageNamed("klingon"),
    languageNamed(""),
  ]).toEqual(["typescript", "cpp", "bash", undefined, undefined]);
});

test("nobody loads it with the page", () => {
  const hook = readFileSync(new URL("use-highlight.ts", import.meta.url), "utf8");
  expect(hook).toContain('await import("./highlight")');
  expect(hook).not.toMatch(/^import (?!type ).*"\.\/highlight"/m);
});
