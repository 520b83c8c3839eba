import type { Mention } from "@/lib/wire/messages";
import { findLinks, safeHref } from "./links";
import { type Marker, Marks } from "./marks";
import { findMention } from "./mentions";
import type { Inline } from "./tree";

/** Where something may begin or end: an escape, markers, a bracket, or somebody's name. */
const TOKEN = /\\[!-/:-@[-`{-~]|`+|\*+|_+|~+|[[\]@]/g;

/** More markers than this in a row are a line that somebody drew. */
const RUN_LIMIT = 3;

/** The tree of what stands in a paragraph. Each character is looked at a bounded number of times. */
export function parseInlines(text: string, mentions: Mention[]): Inline[] {
  const line = new Line(text, mentions);
  for (const { 0: token, index } of text.matchAll(TOKEN)) line.read(token, index);
  return line.finish();
}

class Line {
  private readonly marks = new Marks();
  private readonly links;
  private readonly fences;
  private readonly parentheses;
  private nextLink = 0;
  /** Everything before it is in the tree. */
  private end = 0;

  constructor(
    private readonly text: string,
    private readonly mentions: Mention[],
  ) {
    this.links = findLinks(text);
    this.fences = text.includes("`") ? fencesOf(text) : new Map<number, number>();
    this.parentheses = text.includes("](") ? pairsOf(text) : new Map<number, number>();
  }

  read(token: string, index: number): void {
    this.readLinks(index);
    if (index < this.end) return;
    const first = token[0];
    if (first === "\\") this.put(index, token.slice(1), index + token.length);
    else if (first === "`") this.readCode(token, index);
    else if (first === "[") this.readOpening(token, index);
    else if (first === "]") this.readBracket(index);
    else if (first === "@") this.readMention(index);
    else this.readMarkers(token, index);
  }

  finish(): Inline[] {
    this.readLinks(this.text.length);
    this.put(this.text.length, "", this.text.length);
    return this.marks.finish();
  }

  /** The addresses that begin before a place. */
  private readLinks(before: number): void {
    for (;;) {
      const link = this.links[this.nextLink];
      if (!link || link.start > before) return;
      this.nextLink += 1;
      if (link.start < this.end) continue;
      const { start, end, href } = link;
      this.put(start, { type: "link", href, children: [this.text.slice(start, end)] }, end);
    }
  }

  private put(from: number, node: Inline, end: number): void {
    this.marks.add(this.text.slice(this.end, from));
    this.marks.add(node);
    this.end = end;
  }

  private readCode(token: string, index: number): void {
    const close = this.fences.get(index);
    if (close === undefined) return;
    const text = withoutPadding(this.text.slice(index + token.length, close));
    this.put(index, { type: "code", text }, close + token.length);
  }

  private readOpening(token: string, index: number): void {
    this.put(index, "", index + token.length);
    this.marks.open("[", 1);
  }

  private readBracket(index: number): void {
    const close = this.parentheses.get(index + 1);
    const href = close === undefined ? null : addressOf(this.text.slice(index + 2, close));
    this.put(index, "", index);
    if (close !== undefined && href && this.marks.closeLink(href)) this.end = close + 1;
    else this.marks.closeBracket();
  }

  private readMention(index: number): void {
    const person = findMention(this.text, index, this.mentions);
    if (person) this.put(index, { type: "mention", person }, index + 1 + person.username.length);
  }

  private readMarkers(token: string, index: number): void {
    const marker = markerOf(token);
    if (!marker) return;
    const { canOpen, canClose } = flanksOf(this.text, index, token);
    this.put(index, "", index + token.length);
    const left = canClose ? this.marks.close(marker, token.length, canOpen) : token.length;
    if (left > 0 && canOpen) this.marks.open(marker, left);
    else this.marks.add(marker.repeat(left));
  }
}

function markerOf(token: string): Marker | null {
  if (token[0] === "~") return token.length === 2 ? "~" : null;
  if (token.length > RUN_LIMIT) return null;
  return token[0] === "_" ? "_" : "*";
}

const isDigit = (character: string) => /^\d$/.test(character);
const isSpace = (character: string) => /^\s?$/.test(character);
const isWord = (character: string) => /[\p{L}\p{N}_\p{Surrogate}]/u.test(character);

/**
 * CommonMark's rule for `_`, which stands inside of names. The others may also touch punctuation from a word, since
 * languages without spaces could not be emphasised otherwise, but between two digits `*` is a product.
 */
function flanksOf(text: string, index: number, token: string): { canOpen: boolean; canClose: boolean } {
  const before = text.charAt(index - 1);
  const after = text.charAt(index + token.length);
  if (isDigit(before) && isDigit(after)) return { canOpen: false, canClose: false };
  const isName = token[0] === "_";
  return {
    canOpen: !isSpace(after) && !(isName && isWord(before)),
    canClose: !isSpace(before) && !(isName && isWord(after)),
  };
}

/** A space on either side lets code begin or end with a backtick. */
function withoutPadding(code: string): string {
  const isPadded = code.startsWith(" ") && code.endsWith(" ") && code.trim() !== "";
  return isPadded ? code.slice(1, -1) : code;
}

function addressOf(written: string): string | null {
  const address = /^<(.*)>$/.exec(written)?.[1] ?? written;
  return safeHref(address.replace(/\\([!-/:-@[-`{-~])/g, "$1"));
}

/** For each run of backticks where the next run of that length begins; runs between the two are its content. */
function fencesOf(text: string): Map<number, number> {
  const next = new Map<number, number>();
  const closers = new Map<number, number>();
  for (const { 0: run, index } of Array.from(text.matchAll(/`+/g)).reverse()) {
    const close = next.get(run.length);
    if (close !== undefined) closers.set(index, close);
    next.set(run.length, index);
  }
  return closers;
}

/** For each opening parenthesis where it is closed, when no space comes in between. */
function pairsOf(text: string): Map<number, number> {
  const pairs = new Map<number, number>();
  let open: number[] = [];
  for (const { 0: character, index } of text.matchAll(/\\.|[()\s]/g)) {
    if (character === "(") open.push(index);
    else if (character === ")") pairs.set(open.pop() ?? -1, index);
    else if (character.trim() === "") open = [];
  }
  return pairs;
}
