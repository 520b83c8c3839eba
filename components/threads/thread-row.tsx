"use client";

import Link, { useLinkStatus } from "next/link";
import { momentInWords } from "@/components/clock";
import { Avatar } from "@/components/people/avatar";
import { useTimeZone } from "@/components/time-zone";
import { useViewer } from "@/components/viewer";
import type { ThreadSummary } from "@/lib/wire/threads";
import { lastLineOf } from "./last-line";
import { unreadInWords } from "./unread";
import { useUnsentText } from "./use-unsent-text";

/** The link is named by what is in it: "Ben 3 unread, 14:03 Noodles?". */
export function ThreadRow({ summary, isOpen }: { summary: ThreadSummary; isOpen: boolean }) {
  const viewer = useViewer();
  const { zone, today } = useTimeZone();
  const unread = unreadInWords(summary.unread);
  const typed = useUnsentText(summary.id);
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
      <Avatar id={summary.counterpart?.id ?? summary.id} name={summary.title} kind={avatarKind(summary)} />
      <span className="min-w-0">
        <span className="flex items-baseline gap-2">
          <span
            dir="auto"
            className={`relative min-w-0 flex-1 truncate tracking-[-0.006em] ${unread ? "font-bold" : "font-medium"}`}
          >
            {summary.title}
            {unread && <span className="sr-only">{unread} unread,</span>}
          </span>
          <span className="shrink-0 text-caption text-muted tabular-nums">
            {momentInWords(summary.lastMessageAt, zone, today)}
          </span>
        </span>
        <span className="flex items-center gap-2">
          <span
            dir="auto"
            className={`min-w-0 flex-1 truncate text-[0.84375rem] ${unread ? "text-text" : "text-muted"}`}
          >
            {unsentText ? <Unsent text={unsentText} /> : lastLineOf(summary, viewer.id)}
          </span>
          {unread && <Badge>{unread}</Badge>}
        </span>
      </span>
    </Link>
  );
}

function Unsent({ text }: { text: string }) {
  return (
    <>
      <span className="font-medium text-danger">Draft:</span> {text.slice(0, 160)}
    </>
  );
}

/** Marks the row as selected from the click on, while its conversation is on the way. */
function Opening() {
  const { pending } = useLinkStatus();
  return pending && <span className="absolute inset-0 -z-10 rounded-m bg-selected" />;
}

function Badge({ children }: { children: string }) {
  return (
    <span
      aria-hidden="true"
      className="min-w-5 rounded-full bg-accent px-1.5 text-center font-bold text-caption text-on-accent leading-5 tabular-nums"
    >
      {children}
    </span>
  );
}

function avatarKind(summary: ThreadSummary) {
  return summary.kind === "group" ? "group" : "person";
}
