import type { StoredThread } from "../history";
import type { Stay } from "./stays";

/**
 * While the history of a group is open to all: from the line that says so to before the one that closes it, both places.
 * `since` is when the first was written, by the clock of the database, in milliseconds since the run began.
 */
export type Opening = { from: number; to: number; since: number };

/** The openings of a thread in their order, as its lines tell; a group begins closed. */
export function openingsOf({ messages }: Pick<StoredThread, "messages">): Opening[] {
  const openings: Opening[] = [];
  for (const { seq, event, writtenAt } of messages) {
    if (event?.type !== "history") continue;
    const last = openings.at(-1);
    const isOpen = last?.to === Number.POSITIVE_INFINITY;
    if (event.history === "all" && !isOpen)
      openings.push({ from: seq, to: Number.POSITIVE_INFINITY, since: writtenAt });
    if (event.history === "join" && last && isOpen) last.to = seq - 1;
  }
  return openings;
}

/** The stays in which somebody may at some time read a place from before them, each with the opening that lets them. */
export function openingsTo(
  seq: number,
  stays: Stay[] = [],
  openings: Opening[] = [],
): { stay: Stay; opening: Opening }[] {
  if (openings.length === 0) return [];
  return stays
    .filter(({ from }) => seq < from)
    .flatMap((stay) =>
      openings.filter(({ from, to }) => from <= stay.to && stay.from <= to).map((opening) => ({ stay, opening })),
    );
}

/** The first place that somebody who is in a thread may read when the run is over. */
export function readableFrom({ joinedSeq }: { joinedSeq: number }, openings: Opening[]): number {
  return openings.at(-1)?.to === Number.POSITIVE_INFINITY ? 1 : joinedSeq;
}
