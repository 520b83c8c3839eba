import type { Happening } from "../history";
import type { Breaches } from "./breaches";
import type { Evidence } from "./evidence";
import { createFaultWatch, type Loss } from "./fault-watch";
import { createLosses } from "./losses";
import { openingsTo } from "./openings";
import { stayAt } from "./stays";

/** The database and the rig may not have the same time. */
const CLOCKS_MS = 1_000;

type Place = { person: string; thread: string; seq: number };

export type Access = ReturnType<typeof createAccess>;

/** Follows a history, and tells who may be given what by then. */
export function createAccess(evidence: Evidence, breaches: Breaches) {
  const faults = createFaultWatch();
  const losses = createLosses(evidence, breaches);

  function opensFor({ person, thread, seq }: Place) {
    const { stays, openings } = evidence.threads.get(thread) ?? {};
    return openingsTo(seq, stays?.get(person), openings);
  }

  const isOver = (at: number, loss: Loss | undefined) => loss !== undefined && faults.isTooLate(at, loss);
  const stayIn = ({ person, thread, seq }: Place) => stayAt(evidence.threads.get(thread)?.stays.get(person), seq);

  /** Whether somebody may read what is from before a stay of theirs, or might a moment ago. */
  function isOpenTo(place: Place, at: number): boolean {
    return opensFor(place).some(
      ({ stay, opening }) =>
        opening.since - CLOCKS_MS <= at && !isOver(at, losses.lossOf(stay)) && !isOver(at, losses.lossOf(opening)),
    );
  }

  return {
    faults,
    stayIn,
    isOpenTo,
    note(happening: Happening): void {
      faults.note(happening);
      losses.note(happening);
    },
    /** Whether there is any time at which somebody may read a place. */
    isEverOpenTo: (place: Place) => stayIn(place) !== undefined || opensFor(place).length > 0,
    /** What is against content that has come to somebody just now; null when nothing is. */
    objectionTo(place: Place, at: number): string | null {
      const stay = stayIn(place);
      const loss = stay && losses.lossOf(stay);
      if ((stay && !isOver(at, loss)) || isOpenTo(place, at)) return null;
      if (!stay && opensFor(place).length === 0) return ", who may never read it";
      return loss ? `, ${Math.round(at - loss.at)} ms after it was confirmed that they were out of the thread` : CLOSED;
    },
  };
}

const CLOSED = ", while the history of the group was not open to them";
