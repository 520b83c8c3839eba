"use client";

import { Paperclip } from "lucide-react";
import Link from "next/link";
import { momentInWords, timeInWords } from "@/components/clock";
import { Avatar } from "@/components/people/avatar";
import { useTimeZone } from "@/components/time-zone";
import type { SearchResult, Snippet } from "@/lib/wire/search";

/** A message that was found. It leads to the message where it stands. */
export function ResultItem({ result }: { result: SearchResult }) {
  const { zone, today } = useTimeZone();
  const { threadId, seq, author, title, kind, createdAt, isEdited, snippet, files } = result;
  return (
    <li>
      <Link href={`/t/${threadId}/m/${seq}`} prefetch={false} className="flex gap-3 rounded-m px-3 py-3 hover:bg-hover">
        <Avatar id={author.id} name={author.name} pictureId={author.pictureId} size="m" />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <span dir="auto" className="min-w-0 truncate font-semibold">
              {author.name}
            </span>
            <span dir="auto" className="min-w-0 flex-1 truncate text-muted text-small">
              {kind === "group" ? `in ${title}` : author.name === title ? "" : `to ${title}`}
            </span>
            <time
              dateTime={createdAt}
              title={timeInWords(createdAt, zone, today)}
              className="shrink-0 text-caption text-muted tabular-nums"
            >
              {momentInWords(createdAt, zone, today)}
            </time>
          </span>
          <span dir="auto" className="mt-0.5 line-clamp-3 whitespace-pre-line wrap-anywhere">
            <Pieces {...snippet} />
            {isEdited && <span className="text-caption text-muted"> edited</span>}
          </span>
          {files.map((name, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: several may have the same name.
            <span key={place} className="mt-1 flex items-baseline gap-1.5 text-muted text-small">
              <Paperclip aria-hidden size={14} strokeWidth={1.75} className="shrink-0 self-center" />
              <span dir="auto" className="wrap-anywhere line-clamp-2 min-w-0">
                <Pieces {...name} />
              </span>
            </span>
          ))}
        </span>
      </Link>
    </li>
  );
}

function Pieces({ pieces, isCutBefore, isCutAfter }: Snippet) {
  return (
    <>
      {isCutBefore && "… "}
      {pieces.map((piece, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other name than their place.
        <Piece key={place} {...piece} />
      ))}
      {isCutAfter && " …"}
    </>
  );
}

function Piece({ text, isHit }: { text: string; isHit: boolean }) {
  return isHit ? <mark className="rounded-s bg-bubble-own text-inherit">{text}</mark> : text;
}
