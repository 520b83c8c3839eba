import type { Mention } from "@/lib/wire/messages";
import { parseMarkdown } from "./blocks";
import type { Block, Inline } from "./tree";

/** Characters of a message that are read for its line; nobody shows more. */
const SOURCE_LENGTH = 1000;

/** What a message says, in one line and without markers. Of a long one the beginning. */
export function plainText(body: string, mentions: Mention[] = []): string {
  const beginning = body.slice(0, SOURCE_LENGTH).replace(/[\uD800-\uDBFF]$/, "");
  return textOf(parseMarkdown(beginning, mentions), " ").replace(/\s+/g, " ").trim();
}

/** What a message says, all of it and in its lines, without markers. */
export function plainLines(body: string): string {
  return textOf(parseMarkdown(body), "\n");
}

function textOf(blocks: Block[], between: string): string {
  return blocks.map((block) => textOfBlock(block, between)).join(between);
}

function textOfBlock(block: Block, between: string): string {
  if (block.type === "code") return block.text;
  if (block.type === "text") return block.children.map(textOfInline).join("");
  return textOf(block.type === "quote" ? block.children : block.items.flat(), between);
}

function textOfInline(node: Inline): string {
  if (typeof node === "string") return node;
  if (node.type === "mention") return `@${node.person.name}`;
  if (node.type === "code") return node.text;
  return node.children.map(textOfInline).join("");
}
