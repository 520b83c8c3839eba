import fc from "fast-check";
import { expect, test } from "vitest";
import { fold } from "./fold";
import { WORD_LENGTH, wordsOf } from "./words";

const found = (text: string) => wordsOf(text).map((word) => word.text);

test.each([
  ["Crème BRÛLÉE", "creme brulee"],
  ["Straße ŁÓDŹ Øre İstanbul", "strasse lodz ore istanbul"],
  ["ΟΔΟΣ Ёлка", "οδοσ елка"],
  ["شُكْراً", "شكرا"],
  ["שָׁלוֹם", "שלום"],
  ["ＦＵＬＬ ｶﾞﾗｽ", "full ガラス"],
  ["हिन्दी 서울", "हिन्दी 서울"],
])("%s is looked for as %s", (written, folded) => {
  expect(fold(written)).toBe(folded);
});

test.each([
  ["(noodles!)", ["noodles"]],
  ["192.168.0.1,", ["192", "192.168.0.1", "168", "168.0.1", "0", "0.1", "1"]],
  ["v1.2", ["v1", "v1.2", "1.2", "2"]],
  ["sendMessages", ["sendmessages", "send", "messages"]],
  ["C++ or C#?", ["c", "c++", "or", "c", "c#"]],
  ["e-mail", ["e", "e-mail", "mail", "email"]],
  ["東京都", ["東京", "京都", "都"]],
  ["abc東京、大阪", ["abc", "東京", "京", "大阪", "阪"]],
  ["🎉 …", ["🎉"]],
])("%s is found under its words, and whole", (text, words) => {
  expect(found(text)).toEqual(words);
});

test("a URL is found by its host, its path and whole", () => {
  const words = found("see https://Docs.Example.com/a/b?x=1.");
  for (const word of ["docs", "example.com/a/b?x=1", "https://docs.example.com/a/b?x=1", "x=1"])
    expect(words).toContain(word);
});

test("places count the words, however each is written", () => {
  const places = wordsOf("the e-mail of 東京").map(({ text, place }) => `${text} ${place}`);
  expect(places).toEqual(["the 1", "e 2", "e-mail 2", "mail 3", "email 2", "of 4", "東京 5", "京 6"]);
});

test("whatever is written has words that stand where they say, folded and bounded", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      for (const { text: word, start, end } of wordsOf(text)) {
        expect(word).not.toBe("");
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(fold(word)).toBe(word);
      }
    }),
  );
});

test("each word of a message is found by each of its beginnings", () => {
  const word = fc.stringMatching(/^[a-zA-Zàéöß]{1,12}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), fc.nat(), fc.nat(), (written, which, length) => {
      const one = written[which % written.length] ?? "";
      const beginning = fold(one).slice(0, 1 + (length % one.length));
      expect(found(written.join(" ")).some((word) => word.startsWith(beginning))).toBe(true);
    }),
  );
});

test.each([
  ["parts without end", "a.".repeat(5_000)],
  ["other parts without end", Array.from({ length: 2_000 }, (_, number) => `x${number}`).join(".")],
  ["one word", "x".repeat(10_000)],
  ["characters without spaces", "東京".repeat(5_000)],
  ["camels", "aB".repeat(5_000)],
  ["signs", "+#/-_".repeat(2_000)],
])("%s make no more of a message than can be kept", (_, text) => {
  const words = wordsOf(text);
  expect(words.length).toBeLessThan(20_000);
  const bytes = [...new Set(words.map((word) => word.text))].reduce((sum, word) => sum + Buffer.byteLength(word), 0);
  expect(bytes).toBeLessThan(500_000);
  expect(Math.max(0, ...words.map((word) => word.text.length))).toBeLessThanOrEqual(2 * WORD_LENGTH);
});
