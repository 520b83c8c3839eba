"use client";

import { Check, Copy } from "lucide-react";
import { createElement, Fragment, type ReactNode, useEffect, useState } from "react";
import { copyText } from "@/components/clipboard";
import type { Ink, Span } from "./highlight";
import { useHighlight } from "./use-highlight";

/** Long enough to be seen, in milliseconds. */
const COPIED_MS = 2000;

/** Code as it was written, from left to right in every language. */
export function CodeBlock({ language, text }: { language: string; text: string }) {
  const lines = useHighlight(language, text);
  return (
    <div dir="ltr" className="my-1 overflow-hidden rounded-m bg-well first:mt-0.5">
      <div className="flex items-center ps-3 pe-1 text-caption text-muted">
        <span className="min-w-0 flex-1 truncate py-1.5">{language}</span>
        <CopyButton text={text} />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a group of lines, not of fields. */}
      <pre
        role="group"
        aria-label={language ? `Code, ${language}` : "Code"}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable for those who scroll by keys.
        tabIndex={0}
        className="-outline-offset-2 overflow-x-auto overscroll-x-contain wrap-normal whitespace-pre px-3 pb-2.5 text-code"
      >
        <code className="font-mono">{lines ? inked(lines) : text}</code>
      </pre>
    </div>
  );
}

const INKS: Record<Ink, string> = {
  keyword: "text-code-keyword",
  string: "text-code-string",
  constant: "text-code-constant",
  function: "text-code-function",
  type: "text-code-type",
  comment: "text-code-comment",
};

/** The same characters in the same lines: nothing moves when their colours come. */
function inked(lines: Span[][]): ReactNode {
  const pieces = lines.flatMap((line, place) => [place > 0 && "\n", ...line.map(inkedSpan)]);
  return createElement(Fragment, null, ...pieces);
}

function inkedSpan({ text, ink }: Span): ReactNode {
  return ink ? <span className={INKS[ink]}>{text}</span> : text;
}

function CopyButton({ text }: { text: string }) {
  const [isCopied, setCopied] = useState(false);

  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);

  const Icon = isCopied ? Check : Copy;
  return (
    <button
      type="button"
      aria-label="Copy code"
      onClick={async () => setCopied(await copyText(text))}
      className="flex h-7 items-center gap-1.5 rounded-s px-2 hover:text-text pointer-coarse:h-11 pointer-coarse:px-3 noscript:hidden"
    >
      <Icon aria-hidden size={14} strokeWidth={1.75} />
      <span aria-hidden>{isCopied ? "Copied" : "Copy"}</span>
      <span role="status" className="sr-only">
        {isCopied && "Copied"}
      </span>
    </button>
  );
}
