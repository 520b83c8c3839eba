import type { Mention } from "@/lib/wire/messages";
import { parseMarkdown } from "./blocks";
import type { Block, Inline } from "./tree";

/** The first web address of a message that the log makes a link of; null when there is none. */
export function firstLink(body: string, mentions: Mention[] = []): string | null {
  for (const href of hrefsOf(body, mentions)) if (/^https?:/.test(href)) return href;
  return null;
}

/** Whether the log makes a link of anything in a message, be it a page or somebody's address. */
export function hasLink(body: string): boolean {
  return !hrefsOf(body, []).next().done;
}

function* hrefsOf(body: string, mentions: Mention[]): Generator<string> {
  // Most messages have nothing that could be one, and are not read for it.
  if (/:\/\/|:\S|\S\.\S/.test(body)) yield* hrefsIn(parseMarkdown(body, mentions));
}

function* hrefsIn(nodes: (Block | Inline)[]): Generator<string> {
  for (const node of nodes) {
    if (typeof node === "string") continue;
    if (node.type === "link") yield node.href;
    else if (node.type === "list") for (const item of node.items) yield* hrefsIn(item);
    else if ("children" in node) yield* hrefsIn(node.children);
  }
}
