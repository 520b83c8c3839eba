import { parseMarkdown } from "@/lib/wire/markdown/blocks";
import type { Block, Inline } from "@/lib/wire/markdown/tree";
import type { Mention } from "@/lib/wire/messages";

/** Characters of a message that are read for its line; nobody shows more. */
const SOURCE_LENGTH = 1000;

/** What a message says, in one line and without markers. Of a long one the beginning. */
export function plainText(body: string, mentions: Mention[] = []): string {
  const beginning = body.slice(0, SOURCE_LENGTH).replace(/[\uD800-\uDBFF]$/, "");
  return parseMarkdown(beginning, mentions).map(textOfBlock).join(" ").replace(/\s+/g, " ").trim();
}

function textOfBlock(block: Block): string {
  if (block.type === "code") return block.text;
  if (block.type === "text") return block.children.map(textOfInline).join("");
  const blocks = block.type === "quote" ? block.children : block.items.flat();
  return blocks.map(textOfBlock).join(" ");
}

function textOfInline(node: Inline): string {
  if (typeof node === "string") return node;
  if (node.type === "mention") return `@${node.person.name}`;
  if (node.type === "code") return node.text;
  return node.children.map(textOfInline).join("");
}
