import type { Run } from "../../history";
import type { HappeningOf } from "../evidence";
import { drop, happeningsOf, type Mutation } from "./mutation";

/** What tabs show at each moment. */
export const ofViews: Mutation[] = [
  {
    name: "a tab shows another message than is stored there",
    breaks: "I2",
    placesIn: (run) =>
      shownIn(run).map(
        ({ happening, place }) =>
          () =>
            (happening.added[place]!.id = "foreign"),
      ),
  },
  {
    name: "a tab shows a message at another place",
    breaks: "I2",
    placesIn: (run) =>
      shownIn(run).map(
        ({ happening, place }) =>
          () =>
            (happening.added[place]!.seq += 1),
      ),
  },
  {
    name: "a tab shows a state that never was",
    breaks: "I2",
    placesIn: (run) =>
      shownIn(run).map(
        ({ happening, place }) =>
          () =>
            (happening.added[place]!.rev += 10_000),
      ),
  },
  {
    name: "a tab shows a message twice",
    breaks: "I3",
    placesIn: (run) =>
      shownIn(run).map(
        ({ happening: { added }, place }) =>
          () =>
            added.splice(place, 0, { ...added[place]! }),
      ),
  },
  {
    name: "a tab shows two messages at one place",
    breaks: "I3",
    placesIn: (run) =>
      shownIn(run)
        .filter(({ place }) => place > 0)
        .map(
          ({ happening: { added }, place }) =>
            () =>
              (added[place]!.seq = added[place - 1]!.seq),
        ),
  },
  {
    name: "a message is missing between two",
    breaks: "I5",
    placesIn: (run) =>
      shownIn(run)
        .filter(({ happening: { added }, place }) => place > 0 && place < added.length - 1)
        .map(
          ({ happening: { added }, place }) =>
            () =>
              added.splice(place, 1),
        ),
  },
  {
    name: "a change does not come, and later ones do",
    breaks: "I5",
    placesIn: (run) =>
      appendedIn(run)
        .filter(({ isFollowed }) => isFollowed)
        .map(
          ({ index }) =>
            () =>
              drop(run, index),
        ),
  },
  {
    name: "two messages change places",
    breaks: "I5",
    placesIn: (run) =>
      shownIn(run)
        .filter(({ place }) => place > 0)
        .map(({ happening: { added }, place }) => () => {
          [added[place - 1], added[place]] = [added[place]!, added[place - 1]!];
        }),
  },
  {
    name: "a message goes back to an older state",
    breaks: "I5",
    placesIn: (run) =>
      shownIn(run)
        .filter(({ happening, place }) => wasShownBefore(run, happening, happening.added[place]!.seq))
        .map(
          ({ happening, place }) =>
            () =>
              (happening.added[place]!.rev = 0),
        ),
  },
  {
    name: "a change is shown at another place",
    breaks: "I5",
    placesIn: (run) =>
      happeningsOf(run, "shown").map(
        ({ happening }) =>
          () =>
            (happening.place += 1),
      ),
  },
];

/** Each message of each change of what is shown. */
function shownIn(run: Run) {
  return happeningsOf(run, "shown").flatMap(({ happening }) =>
    happening.added.map((_, place) => ({ happening, place })),
  );
}

function wasShownBefore(run: Run, change: HappeningOf<"shown">, seq: number): boolean {
  const isSame = ({ tab, thread }: HappeningOf<"shown">) => tab === change.tab && thread === change.thread;
  const earlier = happeningsOf(run, "shown").filter(({ happening }) => happening.at < change.at && isSame(happening));
  return earlier.some(({ happening }) => happening.added.some((shown) => shown.seq === seq));
}

/**
 * Messages at the end of what a tab showed already: whether the tab did not know of them before, whether more followed, and
 * whether nothing changed after.
 */
export function appendedIn(run: Run) {
  const newest = new Map<string, number>();
  const lastChange = new Map<string, number>();
  const lastAppended = new Map<string, number>();
  const shown = happeningsOf(run, "shown").map(({ happening, index }) => {
    const view = `${happening.tab} ${happening.thread}`;
    const isAppended = happening.place > 0 && happening.removed === 0 && happening.added.length > 0;
    const isNew = happening.newest > (newest.get(view) ?? 0);
    newest.set(view, happening.newest);
    lastChange.set(view, index);
    if (isAppended) lastAppended.set(view, index);
    return { happening, index, view, isAppended, isNew };
  });
  return shown
    .filter(({ isAppended }) => isAppended)
    .map(({ happening, index, view, isNew }) => {
      const isFollowed = lastAppended.get(view) !== index;
      return { happening, index, isNew, isFollowed, isLast: lastChange.get(view) === index };
    });
}
