import { useLayoutEffect, useRef, useState } from "react";

/** This near to the end the log counts as being there. */
const END_PX = 100;
/** What stays in sight above the line under which one goes on reading. */
const CONTEXT_PX = 72;

/**
 * Where in the log one is. Its column is reversed, so the browser counts from the end: `scrollTop` is 0 there and
 * negative above, and the log stays at the end by itself, also without scripts.
 */
export function usePlace({ firstUnread, newestSeq }: { firstUnread: number | null; newestSeq: number }) {
  const log = useRef<HTMLDivElement>(null);
  const hasLanded = useRef(firstUnread === null);
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

  // Once, before anybody sees it: to the line "New", or as far up as the page goes when that is further up still.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the message that it waits for came with the newest one.
  useLayoutEffect(() => {
    if (hasLanded.current || !log.current) return;
    hasLanded.current = true;
    const line = log.current.querySelector("[data-new]");
    const above = line ? line.getBoundingClientRect().top - log.current.getBoundingClientRect().top : -Infinity;
    log.current.scrollBy({ top: Math.max(above - CONTEXT_PX, -log.current.scrollHeight), behavior: "instant" });
    look();
  }, [newestSeq]);

  return { log, isAtEnd, leftAt, look, jumpToNewest };
}
