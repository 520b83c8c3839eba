"use client";

import { BellOff, Pin } from "lucide-react";
import Link, { useLinkStatus } from "next/link";
import { momentInWords } from "@/components/clock";
import { Avatar } from "@/components/people/avatar";
import { BLOCKED_WORDS, useIsBlocked } from "@/components/people/blocked";
import { usePresence } from "@/components/presence/use-presence";
import { useTimeZone } from "@/components/time-zone";
import { useViewer } from "@/components/viewer";
import { plainText } from "@/lib/wire/markdown/plain-text";
import type { ThreadSummary } from "@/lib/wire/threads";
import { isMuted } from "./attention";
import { LINE_LENGTH, lastLineOf } from "./last-line";
import { mentionsInWords, unreadInWords } from "./unread";
import { useMuteClock } from "./use-mute-clock";
import { useUnsentText } from "./use-unsent-text";

/** The link is named by what is in it: "Ben 3 unread, 14:03 Noodles?". */
export function ThreadRow({ summary, isOpen }: { summary: ThreadSummary; isOpen: boolean }) {
  const viewer = useViewer();
  const { zone, today } = useTimeZone();
  const presence = usePresence(summary.counterpart?.id);
  const mentions = mentionsInWords(summary.mentions);
  const unread = unreadInWords(summary.unread);
  const typed = useUnsentText(summary.id);
  const isQuiet = isMuted(summary, useMuteClock([summary]));
  const isFolded =
    useIsBlocked(summary.lastMessage?.author.id) && summary.kind === "group" && !summary.lastMessage?.event;
  const isPinned = summary.attention.pinnedAt !== null;
  const unsentText = isOpen ? "" : typed;

  return (
    // Without prefetching: it would render every conversation in sight, on the server, to open one of them.
    <Link
      href={`/t/${summary.id}`}
      prefetch={false}
      aria-current={isOpen ? "page" : undefined}
      className="relative isolate grid grid-cols-[2.5rem_minmax(0,1fr)] items-center gap-x-3 rounded-m px-3 py-2 hover:bg-hover aria-[current]:bg-selected"
    >
      <Opening />
      <Avatar
        id={summary.counterpart?.id ?? summary.id}
        name={summary.title}
        pictureId={(summary.counterpart ?? summary).pictureId}
        kind={avatarKind(summary)}
        presence={presence}
      />
      <span className="min-w-0">
        <span className="flex items-baseline gap-2">
          <span
            dir="auto"
            className={`relative min-w-0 flex-1 truncate text-left tracking-[-0.006em] ${unread ? "font-bold" : "font-medium"}`}
          >
            {summary.title}
            {unread && <span className="sr-only">{unread} unread,</span>}
            {mentions && <span className="sr-only">{mentions},</span>}
            {isQuiet && <span className="sr-only">muted,</span>}
            {isPinned && <span className="sr-only">pinned,</span>}
          </span>
          {isPinned && <Pin aria-hidden size={12} className="shrink-0 self-center text-muted" />}
          {isQuiet && <BellOff aria-hidden size={12} className="shrink-0 self-center text-muted" />}
          <span className="shrink-0 text-caption text-muted tabular-nums">
            {momentInWords(summary.lastMessageAt, zone, today)}
          </span>
        </span>
        <span className="flex items-center gap-2">
          <span
            dir="auto"
            className={`min-w-0 flex-1 truncate text-left text-[0.84375rem] ${unread ? "text-text" : "text-muted"}`}
          >
            {unsentText ? <Unsent text={unsentText} /> : isFolded ? BLOCKED_WORDS : lastLineOf(summary, viewer.id)}
          </span>
          {mentions && <Badge isQuiet={isQuiet}>@</Badge>}
          {unread && <Badge isQuiet={isQuiet}>{unread}</Badge>}
        </span>
      </span>
    </Link>
  );
}

function Unsent({ text }: { text: string }) {
  return (
    <>
      <span className="font-medium text-danger">Draft:</span> {plainText(text).slice(0, LINE_LENGTH)}
    </>
  );
}

/** Marks the row as selected from the click on, while its conversation is on the way. */
function Opening() {
  const { pending } = useLinkStatus();
  return pending && <span className="absolute inset-0 -z-10 rounded-m bg-selected" />;
}

function Badge({ isQuiet, children }: { isQuiet: boolean; children: string }) {
  return (
    <span
      aria-hidden="true"
      className={`min-w-5 rounded-full px-1.5 text-center font-bold text-caption leading-5 tabular-nums ${isQuiet ? "bg-hover text-muted ring-1 ring-hairline ring-inset" : "bg-accent text-on-accent"}`}
    >
      {children}
    </span>
  );
}

function avatarKind(summary: ThreadSummary) {
  return summary.kind === "group" ? "group" : "person";
}
