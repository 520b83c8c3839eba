import { plainLines } from "@/lib/wire/markdown/plain-text";
import type { Snippet } from "@/lib/wire/search";
import { fold } from "./fold";
import type { Matcher } from "./matching";
import { type Word, wordsOf } from "./words";

type Range = { start: number; end: number };

/** UTF-16 units that are shown before the first hit, and in all. */
const BEFORE = 60;
const LENGTH = 240;

/**
 * The part of a message in which something was found, cut into what is a hit and what is around it. It is as it reads,
 * unless what was found is only in how it is written, such as the address behind a link.
 */
export function snippetOf(body: string, matchers: Matcher[]): Snippet {
  const said = plainLines(body);
  const hits = hitsIn(said, matchers);
  if (said && hits.length > 0) return partOf(said, hits);
  const written = hitsIn(body, matchers);
  return said && written.length === 0 ? partOf(said, []) : partOf(body, written);
}

/** What was looked for at one place: a word for each of the steps. */
type Hit = { words: Word[]; steps: Step[] };

const startOf = ({ words }: Hit) => words[0]?.start ?? 0;

function partOf(body: string, hits: Hit[]): Snippet {
  const first = hits.reduce((least, hit) => Math.min(least, startOf(hit)), Number.POSITIVE_INFINITY);
  const from = beginningAt(body, hits.length > 0 ? first : 0);
  const to = endingAt(body, from + LENGTH);
  // A long message may have thousands of hits, of which a few are shown.
  const ranges = rangesOf(
    body,
    hits.filter((hit) => startOf(hit) < to),
  );
  const pieces: Snippet["pieces"] = [];
  let at = from;
  for (const { start, end } of ranges) {
    if (start > at) pieces.push({ text: body.slice(at, start), isHit: false });
    at = Math.min(end, to);
    pieces.push({ text: body.slice(start, at), isHit: true });
  }
  if (at < to) pieces.push({ text: body.slice(at, to), isHit: false });
  return { pieces, isCutBefore: from > 0, isCutAfter: to < body.length };
}

function hitsIn(body: string, matchers: Matcher[]): Hit[] {
  const words = wordsOf(body);
  const byPlace = new Map<number, Word[]>();
  for (const word of words) {
    const there = byPlace.get(word.place);
    if (there) there.push(word);
    else byPlace.set(word.place, [word]);
  }
  return matchers.filter(({ isNot }) => !isNot).flatMap(({ ways }) => ways.flatMap(hitsOf));

  function hitsOf(steps: Step[]): Hit[] {
    const [first, ...rest] = steps;
    if (!first) return [];
    return words.filter((word) => fits(word, first)).flatMap((word) => followed(word, rest, steps));
  }

  function followed(word: Word, rest: Step[], steps: Step[]): Hit[] {
    const found = [word];
    let { place } = word;
    for (const step of rest) {
      place += step.after;
      const next = byPlace.get(place)?.find((candidate) => fits(candidate, step));
      if (!next) return [];
      found.push(next);
    }
    return [{ words: found, steps }];
  }
}

/** Where the hits stand, in their order and without overlaps. */
function rangesOf(body: string, hits: Hit[]): Range[] {
  // Of what was found at one word, its longest beginning is the one to mark.
  const longest = new Map<Word, Step>();
  for (const { words, steps } of hits) {
    const [word, step] = [words.at(-1), steps.at(-1)];
    if (word && step && step.text.length >= (longest.get(word)?.text.length ?? 0)) longest.set(word, step);
  }
  const ends = new Map(Array.from(longest, ([word, step]) => [word, endIn(body, word, step)]));
  return merged(hits.map((hit) => ({ start: startOf(hit), end: ends.get(hit.words.at(-1) as Word) ?? 0 })));
}

type Step = Matcher["ways"][number][number];

const fits = ({ text }: Word, step: Step) => (step.isBeginning ? text.startsWith(step.text) : text === step.text);

/** The end of as much of what was written as folds to what was looked for. */
function endIn(body: string, { start, end, text }: Word, step: Step): number {
  if (text === step.text) return end;
  let until = start + 1;
  while (until < end && fold(body.slice(start, until)).length < step.text.length) until += 1;
  // With the accents that stand behind their letter.
  while (until < end && /^[\p{M}\udc00-\udfff]/u.test(body.slice(until))) until += 1;
  return until;
}

function merged(ranges: Range[]): Range[] {
  const inOrder = ranges.toSorted((one, other) => one.start - other.start || other.end - one.end);
  const apart: Range[] = [];
  for (const range of inOrder) {
    const last = apart.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else apart.push({ ...range });
  }
  return apart;
}

/** A little before the first hit, at the beginning of a word, and never in the middle of a character. */
function beginningAt(body: string, hit: number): number {
  if (hit <= BEFORE) return 0;
  const from = hit - BEFORE;
  const space = body.slice(from, hit).search(/\s\S/);
  return whole(body, space < 0 ? from : from + space + 1);
}

function endingAt(body: string, to: number): number {
  if (to >= body.length) return body.length;
  const space = body.slice(to - 30, to).search(/\s\S*$/);
  return whole(body, space < 0 ? to : to - 30 + space);
}

const whole = (body: string, at: number) => (/[\udc00-\udfff]/.test(body.charAt(at)) ? at - 1 : at);
