import type { FileName } from "@/lib/wire/excerpts";
import { hasLink } from "@/lib/wire/markdown/hrefs";
import { fold } from "./fold";
import type { Term } from "./query";
import { joinedOf, type Run, runsOf, WORD_LENGTH, wordsOf } from "./words";

/** One beginning, or one whole word, that stands `after` so many places behind the one before it. */
type Step = { text: string; isBeginning: boolean; after: number };

/** What a message has to contain at some place: one of the `ways`, each of steps in their order. */
export type Matcher = { ways: Step[][]; isNot: boolean };

/** Marks in a message's words that nobody can type: what is looked for is in lower case. */
export const MARKS = { link: "L", file: "F", image: "I", reaction: "R" } as const;
/** A mark that names a person or a thread, by so much of its id that there is no other. */
export const markOf = (kind: "author" | "thread" | "mention", id: string) =>
  `${{ author: "A", thread: "T", mention: "M" }[kind]}${id.slice(0, 13)}`;

/** What the terms ask for, each once. A term of signs only asks for nothing. */
export function matchersOf(terms: Term[]): Matcher[] {
  const matchers = terms.flatMap(({ text, isPhrase, isNot }) => {
    const runs = runsOf(text);
    // What is not to be there is meant as it is written: -no leaves noodles in.
    if (isPhrase || isNot) {
      const steps = phraseOf(text, runs);
      return steps.length > 0 ? [{ ways: [steps], isNot }] : [];
    }
    return runs.map((run) => ({ ways: waysOf(text, run), isNot }));
  });
  return [...new Map(matchers.map((matcher) => [JSON.stringify(matcher), matcher])).values()];
}

/** A word is looked for by its beginning, but one letter alone only as it is: every word begins with some letter. */
function waysOf(text: string, run: Run): Step[][] {
  if (run.kind === "unspaced") return [stepsOf(text, run)];
  const whole = coreOf(text, run);
  const joined = joinedOf(text, run);
  const ways = [whole, ...(joined ? [joined] : [])];
  return ways.map((word) => [{ text: word, isBeginning: isLong(word), after: 1 }]);
}

const isLong = (word: string) => [...word].length > 1;
const coreOf = (text: string, { start, end }: Run) => fold(text.slice(start, Math.min(end, start + WORD_LENGTH)));

function phraseOf(text: string, runs: Run[]): Step[] {
  let gap = 1;
  return runs.flatMap((run) => {
    const steps =
      run.kind === "unspaced"
        ? stepsOf(text, run)
        : [{ text: coreOf(text, run), isBeginning: run.parts.length > 1, after: 1 }];
    const first = steps[0];
    if (first) first.after = gap;
    gap = 1 + run.parts.length - steps.length;
    return steps;
  });
}

/** Pairs of characters, one place after the other; the only one by its beginning, which is that of a pair too. */
function stepsOf(text: string, run: Run): Step[] {
  const pairs = wordsOf(text.slice(run.start, run.end));
  const [only] = pairs;
  if (only && pairs.length === 1) return [{ text: only.text, isBeginning: true, after: 1 }];
  return pairs.slice(0, -1).map((pair) => ({ text: pair.text, isBeginning: false, after: 1 }));
}

const quoted = (word: string) => `'${word.replace(/['\\]/g, "$&$&")}'`;
const stepQuery = ({ text, isBeginning }: Step) => `${quoted(text)}${isBeginning ? ":*" : ""}`;

/** The condition of the matchers and marks as PostgreSQL's `tsquery`; empty when there is none. */
export function conditionOf(matchers: Matcher[], marks: { anyOf: string[]; isNot: boolean }[]): string {
  const ways = ({ ways }: Matcher) =>
    ways.map((steps) => `(${steps.map((step, at) => (at ? `<${step.after}> ` : "") + stepQuery(step)).join(" ")})`);
  return [
    ...marks.map(({ anyOf, isNot }) => ({ any: anyOf.map(quoted), isNot })),
    ...matchers.map((matcher) => ({ any: ways(matcher), isNot: matcher.isNot })),
  ]
    .map(({ any, isNot }) => `${isNot ? "!" : ""}(${any.join(" | ")})`)
    .join(" & ");
}

/** By what a message that is found is ranked: the words themselves count for more than their beginnings. */
export function rankingOf(matchers: Matcher[]): string {
  return matchers
    .filter(({ isNot }) => !isNot)
    .flatMap(({ ways }) => ways.flat())
    .flatMap((step) => (step.isBeginning ? [quoted(step.text), stepQuery(step)] : [quoted(step.text)]))
    .join(" | ");
}

/** Places between one text and the next: no phrase goes from the one into the other. */
const APART = 10;

/** The words of a message and of the names of its files, as PostgreSQL's `tsvector`, with what marks them. */
export function vectorOf(body: string, files: FileName[] = []): string {
  const places = new Map<string, Set<number>>();
  let before = 0;
  for (const part of [body, ...files.map(({ name }) => name)]) {
    const words = wordsOf(part);
    for (const { text, place } of words) places.set(text, (places.get(text) ?? new Set()).add(before + place));
    before += (words.at(-1)?.place ?? 0) + APART;
  }
  const words = Array.from(places, ([word, at]) => `${quoted(word)}:${[...at].slice(0, PLACES_KEPT).join(",")}`);
  return [...fitting(words), ...(hasLink(body) ? [MARKS.link] : [])].join(" ");
}

/** PostgreSQL keeps one megabyte of words of a message, less what it needs for each of them. */
const VECTOR_BYTES = 1_000_000;
const WORD_BYTES = 3;

/**
 * As many of the words as can be kept. Only a text that was made for it has more: a sign that stands for a sentence, again and
 * again, or a hundred files with the longest of names. It is sent all the same, and not found by the rest.
 */
function fitting(words: string[]): string[] {
  let left = VECTOR_BYTES;
  return words.filter((word) => {
    left -= Buffer.byteLength(word) + WORD_BYTES;
    return left >= 0;
  });
}

/** More of one word PostgreSQL does not keep. */
const PLACES_KEPT = 255;
