"use client";

import Link from "next/link";
import { momentInWords, timeInWords } from "@/components/clock";
import { Avatar } from "@/components/people/avatar";
import { useTimeZone } from "@/components/time-zone";
import type { SearchResult } from "@/lib/wire/search";

/** A message that was found. It leads to the message where it stands. */
export function ResultItem({ result }: { result: SearchResult }) {
  const { zone, today } = useTimeZone();
  const { threadId, seq, author, title, kind, createdAt, isEdited, snippet } = result;
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
            {snippet.isCutBefore && "… "}
            {snippet.pieces.map((piece, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other name than their place.
              <Piece key={place} {...piece} />
            ))}
            {snippet.isCutAfter && " …"}
            {isEdited && <span className="text-caption text-muted"> edited</span>}
          </span>
        </span>
      </Link>
    </li>
  );
}

function Piece({ text, isHit }: { text: string; isHit: boolean }) {
  return isHit ? <mark className="rounded-s bg-bubble-own text-inherit">{text}</mark> : text;
}
