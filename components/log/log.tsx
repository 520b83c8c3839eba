"use client";

import { type MouseEvent, memo, type RefObject, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import { FoldedMessage } from "@/components/message/folded-message";
import { MessageItem } from "@/components/message/message-item";
import { useIsGroup } from "@/components/message/use-marks";
import type { OutboxDraft } from "@/components/outbox/outbox-draft";
import type { useOutbox } from "@/components/outbox/use-outbox";
import { useIsBlocked } from "@/components/people/blocked";
import type { useTimeline } from "@/components/timeline/use-timeline";
import type { ThreadSummary } from "@/lib/wire/threads";
import { Arrivals } from "./arrivals";
import { DayDivider } from "./day-divider";
import { Edge } from "./edge";
import { JumpToNewest } from "./jump-to-newest";
import { NewDivider } from "./new-divider";
import { NotThere } from "./not-there";
import type { Bubble, Day, Row } from "./rows";
import { Steady } from "./steady";
import { SystemLine } from "./system-line";
import { useDays } from "./use-days";
import { useDisplayed } from "./use-displayed";
import { useHighlight } from "./use-highlight";
import { seqOfPath, useJump } from "./use-jump";
import { useMissed } from "./use-missed";
import type { useReading } from "./use-reading";

type LogProps = {
  summary: ThreadSummary;
  title: string;
  log: RefObject<HTMLDivElement | null>;
  timeline: ReturnType<typeof useTimeline>;
  reading: ReturnType<typeof useReading>;
  outbox: ReturnType<typeof useOutbox>;
  firstUnread: number | null;
};

/** What was said around where one reads. The column is reversed so that the browser begins at its end, scripts or not. */
export function Log({ summary, title, log, timeline, reading, outbox, firstUnread }: LogProps) {
  const { messages, hasOlder, hasNewer, loading, failed } = timeline;
  const { days, drafted, lastId } = useDays({
    ...{ messages, hasOlder, hasNewer, firstUnread },
    ...{ drafts: outbox.drafts, participants: timeline.thread.participants },
  });
  const tellDisplayed = useDisplayed({ log, summary, isOnTheWay: reading.isOnTheWay });
  const jumpTo = useJump();
  const missed = useMissed(summary, timeline);
  const goToEnd = () => reading.go({ kind: "end" });
  useHighlight(log, reading.found);
  useEndAfterSending(outbox.drafts.at(-1), goToEnd);

  function look() {
    reading.look();
    tellDisplayed();
  }

  /** A link to a message of this thread is no other page. */
  function follow(event: MouseEvent) {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    const isOurs = link?.origin === window.location.origin && !link.target;
    const seq = link && isOurs && isPlain ? seqOfPath(link.pathname, summary.id) : undefined;
    if (seq == null) return;
    event.preventDefault();
    jumpTo(seq);
  }

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={log}
        role="log"
        aria-label="Messages"
        aria-live="off"
        onClickCapture={follow}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable for those who scroll by keys.
        tabIndex={0}
        className="-outline-offset-2 flex min-h-0 flex-1 flex-col-reverse overflow-y-auto overflow-x-hidden overscroll-contain px-3 [overflow-anchor:none] md:px-5"
      >
        <Steady lastId={lastId} onSight={look} className="mx-auto w-full max-w-190 pb-2">
          {days.length === 0 && drafted.length === 0 && <NothingSaid title={title} />}
          {hasOlder && (
            <Edge
              what="older messages"
              isLoading={loading.has("older")}
              hasFailed={failed.has("older")}
              onLoad={timeline.loadOlder}
            />
          )}
          <Days days={days} outbox={outbox} />
          {hasNewer && (
            <Edge
              what="newer messages"
              isLoading={loading.has("newer")}
              hasFailed={failed.has("newer")}
              onLoad={timeline.loadNewer}
            />
          )}
          <Days days={drafted} outbox={outbox} />
        </Steady>
      </div>
      <Arrivals messages={messages} newest={timeline.newest} />
      <NotThere isMissing={reading.isMissing} hasFailed={failed.has("elsewhere")} onRetry={reading.retry} />
      {!reading.isAtEnd && <JumpToNewest missed={missed} onJump={goToEnd} />}
    </div>
  );
}

function NothingSaid({ title }: { title: string }) {
  return <p className="wrap-anywhere py-8 text-center text-muted">No messages yet. Write the first one to {title}.</p>;
}

type DaysProps = { days: Day[]; outbox: LogProps["outbox"] };

function Days({ days, outbox }: DaysProps) {
  return days.map(({ date, rows }) => (
    <section key={date} className="relative">
      <DayDivider date={date} />
      {rows.map((row) => (
        <LogRow key={row.id} row={row} onRetry={outbox.retry} onRemove={outbox.remove} />
      ))}
    </section>
  ));
}

type LogRowProps = { row: Row; onRetry: (id: string) => void; onRemove: (id: string) => void };

/** Of three hundred rows most stay as they are when one comes. */
const LogRow = memo(function LogRow({ row, onRetry, onRemove }: LogRowProps) {
  if (row.kind === "new") return <NewDivider />;
  if (row.kind === "system") return <SystemLine row={row} />;
  return <BubbleRow row={row} onRetry={onRetry} onRemove={onRemove} />;
});

function BubbleRow({ row, ...ways }: Omit<LogRowProps, "row"> & { row: Bubble }) {
  const isBlocked = useIsBlocked(row.author.id);
  const isGroup = useIsGroup();
  const [isShown, setShown] = useState(false);
  if (isBlocked && isGroup && !isShown) return <FoldedMessage row={row} onShow={() => setShown(true)} />;
  return <MessageItem row={row} {...ways} />;
}

/** Who sends wants to see it sent. Only a draft newer than all before it counts: others come to the end by waiting. */
function useEndAfterSending(newest: OutboxDraft | undefined, goToEnd: () => void) {
  const writtenAt = newest?.createdAt ?? "";
  const seen = useRef(writtenAt);
  const go = useEffectEvent(goToEnd);

  useLayoutEffect(() => {
    if (writtenAt <= seen.current) return;
    seen.current = writtenAt;
    go();
  }, [writtenAt]);
}
