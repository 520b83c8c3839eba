import { createElement, Fragment, type ReactNode, useMemo } from "react";
import { parseMarkdown } from "@/lib/wire/markdown/blocks";
import type { Block, Inline } from "@/lib/wire/markdown/tree";
import type { Mention } from "@/lib/wire/messages";
import { CodeBlock } from "./code-block";
import { MentionName } from "./mention-name";
import { isOnlyEmoji } from "./only-emoji";

type MessageTextProps = {
  body: string;
  mentions?: Mention[];
  /** What floats into the last line: when there is room, it takes none of its own. */
  tail?: ReactNode;
};

const NOBODY: Mention[] = [];

/** What somebody wrote, with its Markdown as elements. Nothing that is written becomes an element otherwise. */
export function MessageText({ body, mentions = NOBODY, tail }: MessageTextProps) {
  // Rows are drawn again when a message comes; of what they say only what changed is read again.
  const blocks = useMemo(() => parseMarkdown(body, mentions), [body, mentions]);
  if (isOnlyEmoji(body)) {
    return (
      <p className="flex flex-wrap items-end justify-end text-emoji">
        <span className="me-auto">{body.trim()}</span>
        {tail}
      </p>
    );
  }
  return (
    <>
      {nodesOf(blocks, tail)}
      {!hasLastLine(blocks) && tail}
    </>
  );
}

/** Their order never changes: they need no keys. */
function nodesOf(blocks: Block[], tail?: ReactNode): ReactNode {
  const last = blocks.length - 1;
  return inOrder(blocks.map((block, place) => nodeOf(block, place === last ? tail : undefined)));
}

function nodeOf(block: Block, tail: ReactNode): ReactNode {
  switch (block.type) {
    case "text":
      return (
        <p className="not-first:mt-1.5">
          {inlineNodesOf(block.children)}
          {tail}
        </p>
      );
    case "code":
      return <CodeBlock language={block.language} text={block.text} />;
    case "quote":
      return (
        <blockquote className="border-current/35 border-s-[3px] ps-2.5 not-first:mt-1.5">
          {nodesOf(block.children)}
        </blockquote>
      );
    case "list":
      return <List block={block} tail={tail} />;
  }
}

function List({ block: { start, items }, tail }: { block: Extract<Block, { type: "list" }>; tail: ReactNode }) {
  const last = items.length - 1;
  const children = inOrder(items.map((item, place) => itemOf(item, place === last ? tail : undefined)));
  const look = "ps-5.5 not-first:mt-1 marker:text-current/70";
  if (start === null) return <ul className={`list-disc ${look}`}>{children}</ul>;
  return (
    <ol start={start} className={`list-decimal marker:tabular-nums ${look}`}>
      {children}
    </ol>
  );
}

function itemOf(item: Block[], tail: ReactNode): ReactNode {
  return <li className="mt-0.5 ps-0.5">{nodesOf(item, tail)}</li>;
}

/** Whether the last thing is a line of text, also at the end of a list, and not something in a frame. */
function hasLastLine(blocks: Block[]): boolean {
  const last = blocks.at(-1);
  return last?.type === "text" || (last?.type === "list" && hasLastLine(last.items.at(-1) ?? []));
}

function inlineNodesOf(nodes: Inline[]): ReactNode {
  return inOrder(nodes.map(inlineNodeOf));
}

function inlineNodeOf(node: Inline): ReactNode {
  if (typeof node === "string") return node;
  switch (node.type) {
    case "strong":
      return <strong>{inlineNodesOf(node.children)}</strong>;
    case "emphasis":
      return <em>{inlineNodesOf(node.children)}</em>;
    case "strike":
      return <s>{inlineNodesOf(node.children)}</s>;
    case "code":
      return (
        <code className="rounded-s bg-well box-decoration-clone px-1 py-0.5 font-mono text-code">{node.text}</code>
      );
    case "link":
      return (
        <a
          href={node.href}
          target="_blank"
          rel="noreferrer noopener"
          title={node.href}
          className="text-link underline underline-offset-2 hover:no-underline"
        >
          {inlineNodesOf(node.children)}
        </a>
      );
    case "mention":
      return <MentionName person={node.person} />;
  }
}

function inOrder(nodes: ReactNode[]): ReactNode {
  return createElement(Fragment, null, ...nodes);
}
