import type { Mention } from "@/lib/wire/messages";
import { parseInlines } from "./inlines";
import type { Block, Inline } from "./tree";

/** Quotes and lists within each other; what is deeper is text. */
const DEPTH_LIMIT = 5;

const FENCE = /^ {0,3}(`{3,})([^`]*)$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^ {0,3}(?:[-*+]|(\d{1,3})[.)]) +(?=\S)/;

/** A block, and the line after it. */
type Read = { block: Block; next: number };

/** The tree of a message. Every text has one, and costs as much as it is long. */
export function parseMarkdown(body: string, mentions: Mention[] = []): Block[] {
  return parseLines(body.split(/\r\n?|\n/), mentions, 0);
}

function parseLines(lines: string[], mentions: Mention[], depth: number): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const read = readFence(lines, at) ?? (depth < DEPTH_LIMIT ? readNested(lines, at, mentions, depth) : undefined);
    const end = read?.next ?? endOfText(lines, at, depth);
    const block = read ? read.block : textOf(lines.slice(at, end), mentions);
    if (block) blocks.push(block);
    at = end;
  }
  return blocks;
}

function readNested(lines: string[], at: number, mentions: Mention[], depth: number): Read | undefined {
  return readQuote(lines, at, mentions, depth) ?? readList(lines, at, mentions, depth);
}

/** Code up to the fence that ends it, or to the end of the message. */
function readFence(lines: string[], at: number): Read | undefined {
  const [, fence = "", info = ""] = FENCE.exec(lines[at] ?? "") ?? [];
  if (!fence) return undefined;
  let end = at + 1;
  while (end < lines.length && !endsFence(lines[end] ?? "", fence)) end += 1;
  return { block: { type: "code", language: info.trim(), text: lines.slice(at + 1, end).join("\n") }, next: end + 1 };
}

function endsFence(line: string, fence: string): boolean {
  const written = line.trim();
  return written.startsWith(fence) && written === "`".repeat(written.length);
}

function readQuote(lines: string[], at: number, mentions: Mention[], depth: number): Read | undefined {
  let next = at;
  while (QUOTE.test(lines[next] ?? "")) next += 1;
  if (next === at) return undefined;
  const quoted = lines.slice(at, next).map((line) => line.replace(QUOTE, ""));
  return { block: { type: "quote", children: parseLines(quoted, mentions, depth + 1) }, next };
}

function readList(lines: string[], at: number, mentions: Mention[], depth: number): Read | undefined {
  const first = ITEM.exec(lines[at] ?? "");
  if (!first) return undefined;
  const isNumbered = first[1] !== undefined;
  const items: string[][] = [];
  let next = at;
  for (let blank = 0; next + blank < lines.length; ) {
    const line = lines[next + blank] ?? "";
    const marker = ITEM.exec(line);
    const isNew = marker !== null && (marker[1] !== undefined) === isNumbered && !belongs(line, lines[at]);
    if (line.trim() === "") {
      blank += 1;
      continue;
    }
    if (isNew) items.push([line.slice(marker[0].length)]);
    else if (belongs(line, lines[at]))
      items.at(-1)?.push(...lines.slice(next, next + blank), unindent(line, lines[at]));
    else break;
    next += blank + 1;
    blank = 0;
  }
  const start = isNumbered ? Number(first[1]) : null;
  return { block: { type: "list", start, items: items.map((item) => parseLines(item, mentions, depth + 1)) }, next };
}

/** Two spaces deeper than where the list begins: a part of the item above. */
function belongs(line: string, first = ""): boolean {
  return indentOf(line) >= indentOf(first) + 2;
}

function unindent(line: string, first = ""): string {
  const width = ITEM.exec(first)?.[0].length ?? 0;
  return line.slice(Math.min(indentOf(line), Math.max(2, width)));
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function endOfText(lines: string[], at: number, depth: number): number {
  let next = at + 1;
  while (next < lines.length && !interrupts(lines[next] ?? "", lines[next - 1] ?? "", depth)) next += 1;
  return next;
}

/** Text goes on until something else begins. In the middle of it a number other than 1 is no list: it may be a date. */
function interrupts(line: string, before: string, depth: number): boolean {
  if (FENCE.test(line)) return true;
  if (depth >= DEPTH_LIMIT) return false;
  const item = ITEM.exec(line);
  return QUOTE.test(line) || (item !== null && ((item[1] ?? "1") === "1" || before.trim() === ""));
}

function textOf(lines: string[], mentions: Mention[]): Block | undefined {
  const text = lines
    .join("\n")
    .replace(/^(?:[ \t]*\n)+/, "")
    .trimEnd();
  if (text.trim() === "") return undefined;
  // Markers do not reach across an empty line, which stays as it was typed.
  const children = text
    .split(/(\n\s*\n)/)
    .flatMap((part, place): Inline[] => (place % 2 ? [part] : parseInlines(part, mentions)));
  return { type: "text", children };
}
