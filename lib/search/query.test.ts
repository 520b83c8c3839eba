import fc from "fast-check";
import { expect, test } from "vitest";
import { TERMS_LIMIT } from "@/lib/wire/operators";
import { conditionOf, matchersOf } from "./matching";
import { parseQuery } from "./query";

const TODAY = "2026-11-23";
const parse = (typed: string) => parseQuery(typed, TODAY);
const terms = (typed: string) =>
  parse(typed).terms.map(({ text, isPhrase, isNot }) => `${isNot ? "-" : ""}${isPhrase ? `"${text}"` : text}`);

test.each([
  ["noodles  rice", ["noodles", "rice"]],
  ['"hot noodles" -rice -"cold soup"', ['"hot noodles"', "-rice", '-"cold soup"']],
  ['“hot noodles” "still open', ['"hot noodles"', '"still open"']],
  ["well-known -x --force", ["well-known", "-x", "--force"]],
  ["https://x.test/from:here", ["https://x.test/from:here"]],
  ["from: in:", []],
  ["has:banana mentions:bob on:never -on:2026-01-01", ["has:banana", "mentions:bob", "on:never", "-on:2026-01-01"]],
  ["- '' \"", ["''"]],
])("%s looks for %s", (typed, wanted) => {
  expect(terms(typed)).toEqual(wanted);
});

test("people, conversations and things narrow it down, in any case and with quotes", () => {
  expect(parse('FROM:@ana -from:ben in:"Noodle club" has:links -has:reaction mentions:me')).toMatchObject({
    terms: [],
    from: [
      { name: "ana", isNot: false },
      { name: "ben", isNot: true },
    ],
    in: [{ name: "Noodle club", isNot: false }],
    has: [
      { thing: "link", isNot: false },
      { thing: "reaction", isNot: true },
    ],
    mentions: [{ isNot: false }],
  });
});

test.each([
  ["on:2026-11-03", "2026-11-03", "2026-11-04"],
  ["on:2026-2", "2026-02-01", "2026-03-01"],
  ["on:2025", "2025-01-01", "2026-01-01"],
  ["on:today", "2026-11-23", "2026-11-24"],
  ["on:yesterday", "2026-11-22", "2026-11-23"],
  ["before:2026-11-03", null, "2026-11-03"],
  ["after:2026-11-03", "2026-11-04", null],
  ["after:2026-10 before:2026-12 after:2020", "2026-11-01", "2026-12-01"],
  ["on:2026-02-30", null, null],
])("%s is from %s until %s", (typed, from, until) => {
  expect(parse(typed).days).toEqual({ from, until });
});

test("of more words than are looked for the first are, and it says so", () => {
  const { terms, isCut } = parse("-a ".repeat(5_000));
  expect(terms).toHaveLength(TERMS_LIMIT);
  expect(isCut).toBe(true);
  expect(parse("a ".repeat(TERMS_LIMIT)).isCut).toBe(false);
});

test("whatever is typed means something, soon", () => {
  const piece = fc.constantFrom('"', "-", "from:", "on:", "has:", "(", ")", "|", "&", "!", ":*", "'", "\\", " ", "<->");
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ unit: "binary" })), { maxLength: 100 }), (pieces) => {
      expect(typeof conditionOf(matchersOf(parse(pieces.join("")).terms), [])).toBe("string");
    }),
  );
});

test.each([
  ["noodles", "(('noodles':*))"],
  ["r", "(('r'))"],
  ["-no", "!(('no'))"],
  ['"hot e-mail now"', "(('hot' <1> 'e-mail':* <2> 'now'))"],
  ["e-mail", "(('e-mail':*) | ('email':*))"],
  ["東京都", "(('東京' <1> '京都'))"],
  ["都", "(('都':*))"],
  ["it's", "(('it''s':*) | ('its':*))"],
  ["!!!", ""],
])("%s asks for %s", (typed, condition) => {
  expect(conditionOf(matchersOf(parse(typed).terms), [])).toBe(condition);
});
