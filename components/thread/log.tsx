"use client";

import { useEffectEvent, useLayoutEffect, useRef } from "react";
import { useTimeZone } from "@/components/time-zone";
import { LoadMore } from "@/components/ui/load-more";
import { useViewer } from "@/components/viewer";
import type { OpenedThread } from "@/lib/wire/threads";
import { DayDivider } from "./day-divider";
import { JumpToNewest } from "./jump-to-newest";
import { MessageItem } from "./message-item";
import { NewDivider } from "./new-divider";
import type { OutboxDraft } from "./outbox-draft";
import { layOut, type Row } from "./rows";
import { SystemLine } from "./system-line";
import { useAnchor } from "./use-anchor";
import { useDisplayed } from "./use-displayed";
import type { useOutbox } from "./use-outbox";
import { usePlace } from "./use-place";
import { useQuiet } from "./use-quiet";
import type { useTimeline } from "./use-timeline";

type LogProps = {
  opened: OpenedThread;
  title: string;
  timeline: ReturnType<typeof useTimeline>;
  outbox: ReturnType<typeof useOutbox>;
  firstUnread: number | null;
};

/** All that was said. The column is reversed so that the browser keeps to its end, scripts or not. */
export function Log({ opened, title, timeline, outbox, firstUnread }: LogProps) {
  const { messages, hasOlder, isLoadingOlder, loadOlder } = timeline;
  const viewer = useViewer();
  const { zone } = useTimeZone();
  const newestSeq = messages.at(-1)?.seq ?? 0;
  const place = usePlace({ firstUnread, newestSeq });
  const isQuiet = useQuiet(isLoadingOlder);
  useAnchor(place.log, messages[0]?.seq);
  useDisplayed(opened, newestSeq, place.isAtEnd);
  useEndAfterSending(outbox.drafts.at(-1), place.jumpToNewest);

  const days = layOut({ messages, hasOlder, drafts: outbox.drafts, viewer, zone, firstUnread });
  const missed = messages.filter(({ seq, author, event }) => seq > place.leftAt && author.id !== viewer.id && !event);

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={place.log}
        onScroll={place.look}
        role="log"
        aria-label="Messages"
        aria-live={isQuiet ? "off" : "polite"}
        data-scrolls
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable for those who scroll by keys.
        tabIndex={0}
        className="-outline-offset-2 flex min-h-0 flex-1 flex-col-reverse overflow-y-auto overscroll-contain px-3 md:px-5"
      >
        <div className="mx-auto w-full max-w-190 pb-2">
          {days.length === 0 && <NothingSaid title={title} />}
          {hasOlder && (
            <LoadMore
              label="Show older messages"
              loaded={messages[0]?.seq ?? 0}
              isLoading={isLoadingOlder}
              onLoad={loadOlder}
            />
          )}
          {days.map(({ date, rows }) => (
            <section key={date} className="relative">
              <DayDivider date={date} />
              {rows.map((row) => (
                <LogRow key={row.id} row={row} outbox={outbox} />
              ))}
            </section>
          ))}
        </div>
      </div>
      {!place.isAtEnd && <JumpToNewest missed={missed.length} onJump={place.jumpToNewest} />}
    </div>
  );
}

function NothingSaid({ title }: { title: string }) {
  return <p className="wrap-anywhere py-8 text-center text-muted">No messages yet. Write the first one to {title}.</p>;
}

function LogRow({ row, outbox }: { row: Row; outbox: LogProps["outbox"] }) {
  if (row.kind === "new") return <NewDivider />;
  if (row.kind === "system") return <SystemLine row={row} />;
  return <MessageItem row={row} onRetry={outbox.retry} onRemove={outbox.remove} />;
}

/** Who sends wants to see it sent. Only a draft newer than all before it counts: others come to the end by waiting. */
function useEndAfterSending(newest: OutboxDraft | undefined, jumpToNewest: () => void) {
  const writtenAt = newest?.createdAt ?? "";
  const seen = useRef(writtenAt);
  const jump = useEffectEvent(jumpToNewest);

  useLayoutEffect(() => {
    if (writtenAt <= seen.current) return;
    seen.current = writtenAt;
    jump();
  }, [writtenAt]);
}
