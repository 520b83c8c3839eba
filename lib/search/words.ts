import { fold } from "./fold";

/**
 * A beginning under which a message is found: the folded `text`, at the `place` of its word in the message, with where
 * it stands in what was written, in UTF-16 units.
 */
export type Word = { text: string; place: number; start: number; end: number };

/** What stands between spaces: several words, as in a URL, or a run of a script that puts no spaces between them. */
export type Run = { kind: "spaced" | "unspaced"; start: number; parts: Part[]; end: number };
type Part = { start: number; end: number };

/** UTF-16 units of what is kept of a long beginning, as of a URL. */
export const WORD_LENGTH = 48;

/** Beginnings inside of runs that are kept of one message: a tsvector holds 1 MB. */
const INNER_LIMIT = 2_000;

const UNSPACED = "\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}";
/** Of those scripts' characters only the letters; the marks that they share with others, as 、, part runs. */
const UNSPACED_RUN = `(?:(?=[\\p{L}\\p{N}\\p{M}])[${UNSPACED}])+`;
const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, "u");
const RUNS = new RegExp(`(${UNSPACED_RUN})|(?:(?!${UNSPACED_RUN})\\S)+`, "gu");
/** The same for a text of spaced scripts only, in a tenth of the time. */
const SPACED_RUNS = /()\S+/gu;
const PARTS = /[\p{L}\p{N}\p{M}\u00ad\u200b-\u200d\u2060]+|\p{ExtPict}/gu;
const CLUSTERS = /[^\p{M}\uff9e\uff9f][\p{M}\uff9e\uff9f]*|[\p{M}\uff9e\uff9f]+/gu;
/** Where a word begins within a word: sendMessages, v1. */
const INNER = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=\p{Nd})/u;
const PLAIN_PART = /^[a-z0-9]+$/i;
/** C++ and C# are words of their own. */
const SIGNS = /^(?:\++|#)(?![\p{L}\p{N}])/u;

/** The runs of a text, each without what is only around it, as brackets and full stops. */
export function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  for (const { 0: run, 1: unspaced, index } of text.matchAll(HAS_UNSPACED.test(text) ? RUNS : SPACED_RUNS)) {
    const parts = Array.from(run.matchAll(unspaced ? CLUSTERS : PARTS), ({ 0: part, index: at }) => ({
      start: index + at,
      end: index + at + part.length,
    })).filter(({ start, end }) => PLAIN_PART.test(text.slice(start, end)) || fold(text.slice(start, end)) !== "");
    const [first, last] = [parts[0], parts.at(-1)];
    if (!first || !last) continue;
    const signs = unspaced ? null : SIGNS.exec(text.slice(last.end, index + run.length));
    const end = last.end + (signs?.[0].length ?? 0);
    runs.push({ kind: unspaced ? "unspaced" : "spaced", start: first.start, parts, end });
  }
  return runs;
}

/**
 * All beginnings under which a text is found. Of what is written without spaces each pair of characters is a word; of
 * anything else every word is, and the rest of the run from there on with its signs: `192.168.0.1`, `0.1`, `v1.2`.
 */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let place = 1;
  let inner = 0;
  for (const run of runsOf(text)) {
    if (run.kind === "unspaced") words.push(...pairsOf(text, run, place));
    else {
      for (const [number, part] of run.parts.entries()) {
        const wholes = inner < INNER_LIMIT ? beginningsOf(text, run, part) : [[part.start, part.end] as const];
        inner += wholes.length - 1;
        for (const [start, end] of wholes) add(start, end, place + number);
      }
      const joined = joinedOf(text, run);
      if (joined) words.push({ text: joined, place, start: run.start, end: run.end });
    }
    place += run.parts.length;
  }
  return words;

  function add(start: number, end: number, at: number): void {
    const cut = Math.min(end, start + WORD_LENGTH);
    const folded = fold(text.slice(start, cut).replace(/\p{Surrogate}/gu, ""));
    if (folded) words.push({ text: folded, place: at, start, end: cut });
  }
}

/** The word itself, the words in it of two letters or more, and from each of them on to the end of the run. */
function beginningsOf(text: string, run: Run, { start, end }: Part): [number, number][] {
  const found: [number, number][] = [[start, end]];
  if (run.end > end) found.push([start, run.end]);
  if (end - start > WORD_LENGTH) return found;
  const inner = text.slice(start, end).split(INNER);
  let at = start;
  for (const [number, piece] of inner.entries()) {
    if (inner.length > 1 && piece.length > 1) found.push([at, at + piece.length]);
    if (number > 0 && run.end > at + piece.length) found.push([at, run.end]);
    at += piece.length;
  }
  return found;
}

function pairsOf(text: string, { parts }: Run, place: number): Word[] {
  return parts.map(({ start, end }, number) => {
    const until = parts[number + 1]?.end ?? end;
    return { text: fold(text.slice(start, until)), place: place + number, start, end: until };
  });
}

const HYPHENS = /['’\u2010\u2011-]/g;

/** "e-mail" is found as "email" too, and the other way round; null where nothing is joined like that. */
export function joinedOf(text: string, { start, end, parts }: Run): string | null {
  if (parts.length < 2 || parts.length > 4 || end - start > WORD_LENGTH) return null;
  const joined = text.slice(start, end).replace(HYPHENS, "");
  return /^[\p{L}\p{N}\p{M}]+$/u.test(joined) && joined.length === end - start - (parts.length - 1)
    ? fold(joined)
    : null;
}
