/**
 * Tells what was lost from what is only late, of what the sweep finds: a change of a thread that was open here all the while
 * and of which no word has come by the next look either. What was committed before somebody opened the thread is in the
 * answer that they got, and nobody had to be told.
 */
export function createUnheard(now: () => number = () => performance.now()) {
  const openedAt = new Map<string, number>();
  const doubts = new Map<string, Set<number>>();

  return {
    open: (threadId: string) => void openedAt.set(threadId, now()),
    close(threadId: string): void {
      openedAt.delete(threadId);
      doubts.delete(threadId);
    },
    /** The word of a change has come, or of everything up to it. */
    hear: (threadId: string, rev: number) => void doubts.get(threadId)?.delete(rev),
    hearUpTo(threadId: string, rev: number): void {
      for (const doubted of doubts.get(threadId) ?? []) if (doubted <= rev) doubts.get(threadId)?.delete(doubted);
    },
    /** These were found, and are not older than `since`, by `performance.now()`. */
    doubt(threadId: string, revs: number[], since: number): void {
      if ((openedAt.get(threadId) ?? Number.POSITIVE_INFINITY) < since) doubts.set(threadId, new Set(revs));
    },
    /** How many of those that were found are lost; they are forgotten. */
    settle(): number {
      const lost = [...doubts.values()].reduce((sum, revs) => sum + revs.size, 0);
      doubts.clear();
      return lost;
    },
  };
}
