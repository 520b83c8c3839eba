import type { Run, Shown } from "../../history";
import type { HappeningOf } from "../evidence";
import { drop, happeningsOf, insertLate, type Mutation, tabsAtEnd } from "./mutation";

/** What tabs show. */
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
  {
    name: "the newest message does not come",
    breaks: "I6",
    placesIn: (run) => {
      const atEnd = new Set(heldAtEnd(run).map(({ tab, thread }) => `${tab} ${thread}`));
      return appendedIn(run)
        .filter(({ isLast, happening: { tab, thread } }) => isLast && atEnd.has(`${tab} ${thread}`))
        .map(
          ({ index }) =>
            () =>
              drop(run, index),
        );
    },
  },
  {
    name: "a tab never shows a change of a message",
    breaks: "I6",
    placesIn: (run) =>
      heldAtEnd(run).flatMap(({ tab, thread }) => {
        const changes = happeningsOf(run, "shown").filter(
          ({ happening }) => happening.tab === tab && happening.thread === thread,
        );
        const last = changes.at(-1)?.happening.added.at(-1);
        return last ? [() => (last.rev -= 1)] : [];
      }),
  },
  {
    name: "a tab never connects again",
    breaks: "I6",
    placesIn: (run) =>
      tabsAtEnd(run).map(
        ({ tab }) =>
          () =>
            insertLate(run, { at: 0, kind: "disconnected", tab }),
      ),
  },
  {
    name: "a tab takes too long to show everything",
    breaks: "I6",
    placesIn: (run) =>
      heldAtEnd(run)
        .filter(({ since }) => since <= run.quietAt)
        .map(({ tab, thread, last }) => () => {
          const [newest] = last.slice(-1);
          insertLate(run, {
            at: 0,
            kind: "shown",
            tab,
            thread,
            place: last.length - 1,
            removed: 1,
            added: [{ ...newest! }],
          });
        }),
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

/** New messages at the end of what a tab showed already: whether more followed, and whether nothing changed after. */
function appendedIn(run: Run) {
  const lastChange = new Map<string, number>();
  const lastAppended = new Map<string, number>();
  const shown = happeningsOf(run, "shown").map(({ happening, index }) => {
    const view = `${happening.tab} ${happening.thread}`;
    const isAppended = happening.place > 0 && happening.removed === 0;
    lastChange.set(view, index);
    if (isAppended) lastAppended.set(view, index);
    return { happening, index, view, isAppended };
  });
  return shown
    .filter(({ isAppended }) => isAppended)
    .map(({ happening, index, view }) => {
      const isFollowed = lastAppended.get(view) !== index;
      return { happening, index, isFollowed, isLast: lastChange.get(view) === index };
    });
}

/** What is shown at the end of threads in which the person still is. */
function heldAtEnd(run: Run) {
  return tabsAtEnd(run).flatMap(({ tab, person }) =>
    run.threads
      .filter(({ participants }) => participants.some((participant) => participant.person === person))
      .map(({ id: thread }) => ({ tab, thread, ...replay(run, tab, thread) }))
      .filter(({ last }) => last.length > 0),
  );
}

function replay(run: Run, tab: string, thread: string) {
  const last: Shown[] = [];
  let since = Number.POSITIVE_INFINITY;
  for (const { happening } of happeningsOf(run, "shown")) {
    if (happening.tab !== tab || happening.thread !== thread) continue;
    last.splice(happening.place, happening.removed, ...happening.added);
    since = Math.min(since, happening.at);
  }
  return { last, since };
}
