import fc from "fast-check";
import { expect, test } from "vitest";
import { plainLines } from "@/lib/wire/markdown/plain-text";
import { matchersOf } from "./matching";
import { parseQuery } from "./query";
import { snippetOf } from "./snippet";
import { wordsOf } from "./words";

const snippet = (body: string, typed: string) => snippetOf(body, matchersOf(parseQuery(typed, "2026-11-23").terms));
const marked = (body: string, typed: string) =>
  snippet(body, typed)
    .pieces.map(({ text, isHit }) => (isHit ? `[${text}]` : text))
    .join("");

test.each([
  ["Noodles or noodle soup?", "nood", "[Nood]les or [nood]le soup?"],
  ["Das Café in der Straße", "cafe strasse", "Das [Café] in der [Straße]"],
  ["Das Cafe\u0301!", "cafe", "Das [Cafe\u0301]!"],
  ["ping 192.168.0.1 or 192.168.0.10", "192.168.0.1", "ping [192.168.0.1] or [192.168.0.1]0"],
  ["send us sendMessages", "messages", "send us send[Messages]"],
  ["東京都庁へ", "京都庁", "東[京都庁]へ"],
  ["big deal, a big one", '"big one"', "big deal, a [big one]"],
  ["write an e-mail", "email", "write an [e-mail]"],
  ["rice and -rice", "-rice and", "rice [and] -rice"],
  ["**no**odles and `rice`", "noodles rice", "[noodles] and [rice]"],
  ["> a quote\n- [the shop](https://noodles.test)", "shop", "a quote\nthe [shop]"],
  ["see [the shop](https://noodles.test)", "noodles.test", "see [the shop](https://[noodles.test])"],
  ["**bold**", "-nothing", "bold"],
])("in %s, %s marks %s", (body, typed, expected) => {
  expect(marked(body, typed)).toBe(expected);
});

test("of a long message the part is shown in which the hit is", () => {
  const body = `${"before and after ".repeat(50)}needle ${"after and before ".repeat(50)}`;
  const { pieces, isCutBefore, isCutAfter } = snippet(body, "needle");
  expect([isCutBefore, isCutAfter]).toEqual([true, true]);
  expect(pieces.filter(({ isHit }) => isHit).map(({ text }) => text)).toEqual(["needle"]);
  expect(pieces.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(240);
});

test("of a word that was looked for in several ways the most is marked", () => {
  expect(marked("noodles, noodle soup", "noo noodle no")).toBe("[noodle]s, [noodle] soup");
});

test("a message full of hits costs what is shown of it", () => {
  const terms = Array.from({ length: 30 }, (_, number) => "e".repeat(47 - number)).join(" ");
  const body = `${"\u00e9".repeat(48)} `.repeat(200);
  const timeOf = (work: () => unknown) => {
    const began = performance.now();
    for (let round = 0; round < 20; round += 1) work();
    return performance.now() - began;
  };
  expect(marked(body, terms)).toMatch(/^\[é{47}\]é \[/);
  // Reading it takes a fifth of it; marking all of the hits took as long as reading it 160 times.
  const reading = timeOf(() => wordsOf(plainLines(body)));
  expect(timeOf(() => snippet(body, terms))).toBeLessThan(reading * 40);
});

test("a snippet is a part of its message, without half characters", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 500 }), fc.string({ maxLength: 5 }), (body, typed) => {
      const shown = snippet(body, typed)
        .pieces.map(({ text }) => text)
        .join("");
      expect([body, plainLines(body)].some((text) => text.includes(shown))).toBe(true);
      expect(shown).not.toMatch(/\p{Surrogate}/u);
    }),
  );
});
