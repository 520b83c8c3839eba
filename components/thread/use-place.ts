import { useEffectEvent, useLayoutEffect, useRef, useState } from "react";

/** This near to the end the log counts as being there, and follows. */
const END_PX = 100;
/** What stays in sight above the line under which one goes on reading. */
const CONTEXT_PX = 72;

/**
 * Where in the log one is. Its column is reversed, so the browser counts from the end: `scrollTop` is 0 there and
 * negative above, and the log stays at the end by itself, also without scripts.
 */
export function usePlace({ firstUnread, newestSeq }: { firstUnread: number | null; newestSeq: number }) {
  const log = useRef<HTMLDivElement>(null);
  const shownSeq = useRef<number>(null);
  const [isAtEnd, setAtEnd] = useState(firstUnread === null);
  const [leftAt, setLeftAt] = useState(firstUnread === null ? newestSeq : firstUnread - 1);

  function look() {
    const isThere = log.current !== null && -log.current.scrollTop < END_PX;
    if (isAtEnd && !isThere) setLeftAt(newestSeq);
    setAtEnd(isThere);
  }

  function jumpToNewest() {
    log.current?.scrollTo({ top: 0 });
  }

  const follow = useEffectEvent(() => {
    if (!log.current) return;
    const isFirst = shownSeq.current === null;
    if (isFirst && firstUnread !== null) landOnNew(log.current);
    else if (!isFirst && isAtEnd && shownSeq.current !== newestSeq) jumpToNewest();
    shownSeq.current = newestSeq;
    look();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message is what there is to follow.
  useLayoutEffect(() => follow(), [newestSeq]);

  return { log, isAtEnd, leftAt, look, jumpToNewest };
}

/** To the line "New", or to the top of the page when the line is further up than it goes. */
function landOnNew(log: HTMLElement) {
  const line = log.querySelector("[data-new]");
  const above = line
    ? line.getBoundingClientRect().top - log.getBoundingClientRect().top - CONTEXT_PX
    : -log.scrollHeight;
  log.scrollBy({ top: above });
}
