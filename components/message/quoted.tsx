import Link from "next/link";
import { BLOCKED_WORDS, useIsBlocked } from "@/components/people/blocked";
import { colourOf } from "@/components/people/colour";
import { useViewer } from "@/components/viewer";
import type { Quote } from "@/lib/wire/excerpts";
import { saidInWords } from "./said-in-words";

/** The beginning of a message that is replied to, in two lines at most. */
function Quoted({ quote, className = "" }: { quote: Quote | null; className?: string }) {
  const viewer = useViewer();
  const isBlocked = useIsBlocked(quote?.author.id);
  if (isBlocked) return <span className={`${frame} ${className}`}>{BLOCKED_WORDS}</span>;
  if (!quote) return <span className={`${frame} ${className}`}>An earlier message that you cannot see</span>;

  const { author, isDeleted } = quote;
  return (
    <span className={`${frame} ${className}`}>
      <b dir="auto" className={`block truncate font-semibold ${colourOf(author.id).name}`}>
        {author.id === viewer.id ? "You" : author.name}
      </b>
      <span dir="auto" className="wrap-anywhere line-clamp-2">
        {isDeleted ? <em>Message deleted</em> : saidInWords(quote)}
      </span>
    </span>
  );
}

const frame = "block min-w-0 border-current/40 border-l-2 pl-2.5 text-left text-small";

/** A quote that leads to the message it comes from. */
export function QuoteLink({ threadId, quote }: { threadId: string; quote: Quote | null }) {
  if (!quote) return <Quoted quote={quote} className="my-1" />;
  return (
    <Link href={`/t/${threadId}/m/${quote.seq}`} prefetch={false} className="my-1 block rounded-s hover:bg-hover/60">
      <Quoted quote={quote} />
    </Link>
  );
}

/** Whom a reply answers, for a screen reader. */
export function quotedInWords(quote: Quote | null, viewerId: string): string {
  if (!quote) return "an earlier message";
  return quote.author.id === viewerId ? "you" : quote.author.name;
}
