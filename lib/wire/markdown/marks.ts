import type { Inline } from "./tree";

export type Marker = "*" | "_" | "~" | "[";

/** A marker whose end has not come yet, and what was read since. */
type Open = { marker: Marker | null; run: number; count: number; children: Inline[]; isLink: boolean };

/** Who opens more than these without closing them means the characters; it also bounds how deep a tree can become. */
const OPEN_LIMIT = 12;

/**
 * The tree of a line while it is read. A marker that never finds its end is text. Each piece moves up at most
 * `OPEN_LIMIT` times, so the whole costs as much as the line is long.
 */
export class Marks {
  private readonly root = openAt(null, 0);
  private stack: Open[] = [];

  add(node: Inline): void {
    append((this.stack.at(-1) ?? this.root).children, node);
  }

  open(marker: Marker, count: number): void {
    this.stack.push(openAt(marker, count));
    if (this.stack.length > OPEN_LIMIT) this.giveUpOldest();
  }

  /** Ends what a run of markers ends; tells how many of them found nothing. */
  close(marker: Marker, run: number, canOpen: boolean): number {
    let left = run;
    while (left > 0) {
      const opened = this.stack.findLast((other) => other.marker === marker);
      if (!opened || (canOpen && isAmbiguous(opened.run, run))) return left;
      this.unwindTo(marker);
      const size = Math.min(2, left, opened.count);
      opened.children = [{ type: typeOf(marker, size), children: opened.children }];
      opened.count -= size;
      left -= size;
      if (opened.count === 0) this.pop();
    }
    return left;
  }

  /** Ends the text of a link. A link without text, or around another link, is none: then nothing is taken. */
  closeLink(href: string): boolean {
    if (!this.has("[")) return false;
    const opened = this.unwindTo("[");
    if (!opened.isLink || opened.children.length === 0) return false;
    opened.count = 0;
    opened.children = [{ type: "link", href, children: opened.children.flatMap(withoutLinks) }];
    this.pop();
    for (const outer of this.stack) outer.isLink = false;
    return true;
  }

  /** A bracket that closes no link takes its counterpart with it. */
  closeBracket(): void {
    if (!this.has("[")) return;
    this.unwindTo("[");
    this.pop();
  }

  finish(): Inline[] {
    while (this.stack.length > 0) this.pop();
    return this.root.children;
  }

  private has(marker: Marker): boolean {
    return this.stack.some((opened) => opened.marker === marker);
  }

  private unwindTo(marker: Marker): Open {
    for (;;) {
      const top = this.stack.at(-1);
      if (!top || top.marker === marker) return top ?? this.root;
      this.pop();
    }
  }

  private pop(): void {
    const top = this.stack.pop();
    if (top) moveUp(top, this.stack.at(-1) ?? this.root);
  }

  private giveUpOldest(): void {
    const oldest = this.stack.shift();
    if (oldest) moveUp(oldest, this.root);
  }
}

function openAt(marker: Marker | null, count: number): Open {
  return { marker, run: count, count, children: [], isLink: true };
}

/** CommonMark, "emphasis", rules 9 and 10: the single ones in `**a*b*c**` belong together. */
function isAmbiguous(one: number, other: number): boolean {
  return (one + other) % 3 === 0 && one % 3 !== 0;
}

function typeOf(marker: Marker, size: number): "strong" | "emphasis" | "strike" {
  if (marker === "~") return "strike";
  return size === 2 ? "strong" : "emphasis";
}

/** What is left of the markers is text. */
function moveUp({ marker, count, children }: Open, outer: Open): void {
  if (marker && count > 0) append(outer.children, marker.repeat(count));
  for (const child of children) append(outer.children, child);
}

function append(children: Inline[], node: Inline): void {
  const last = children.at(-1);
  if (typeof node === "string" && typeof last === "string") children[children.length - 1] = last + node;
  else if (node !== "") children.push(node);
}

function withoutLinks(node: Inline): Inline[] {
  if (typeof node === "string" || !("children" in node)) return [node];
  const children = node.children.flatMap(withoutLinks);
  return node.type === "link" ? children : [{ ...node, children }];
}
