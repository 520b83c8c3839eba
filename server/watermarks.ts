/** More than a thread changes while nobody looks. */
const MISSING_LIMIT = 1_000;

/**
 * Up to which change this node has delivered each thread without leaving one out. A thread's first delivery sets its
 * mark: what was missed before it shows as a gap to the tabs themselves.
 */
export function createWatermarks() {
  const marks = new Map<string, { upTo: number; ahead: Set<number> }>();

  return {
    /** A change was delivered; deliveries of changes that were made at once may overtake each other. */
    note(threadId: string, rev: number): void {
      const mark = marks.get(threadId) ?? { upTo: rev, ahead: new Set() };
      marks.set(threadId, mark);
      if (rev > mark.upTo) mark.ahead.add(rev);
      while (mark.ahead.delete(mark.upTo + 1)) mark.upTo += 1;
    },
    /** Everything up to a change is known to be told of, one way or the other. */
    raise(threadId: string, rev: number): void {
      const ahead = [...(marks.get(threadId)?.ahead ?? [])].filter((other) => other > rev);
      marks.set(threadId, { upTo: rev, ahead: new Set(ahead) });
    },
    /** The changes up to this one that were not delivered; of a thread without a mark only this one can be known. */
    missing(threadId: string, rev: number): number[] {
      const { upTo, ahead } = marks.get(threadId) ?? { upTo: rev - 1, ahead: new Set() };
      const count = Math.min(Math.max(0, rev - upTo), MISSING_LIMIT);
      return Array.from({ length: count }, (_, place) => rev - place).filter((missing) => !ahead.has(missing));
    },
    isBehind: (threadId: string, rev: number) => (marks.get(threadId)?.upTo ?? 0) < rev,
    forget: (threadId: string) => marks.delete(threadId),
  };
}
