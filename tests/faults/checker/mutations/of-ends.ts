import type { Run, Shown } from "../../history";
import { drop, happeningsOf, insertLate, type Mutation, tabsAtEnd } from "./mutation";
import { appendedIn } from "./of-views";

/** What tabs show at the end. */
export const ofEnds: Mutation[] = [
  {
    name: "the newest message does not come",
    breaks: "I6",
    placesIn: (run) => {
      const atEnd = new Set(heldAtEnd(run).map(({ tab, thread }) => `${tab} ${thread}`));
      return appendedIn(run)
        .filter(({ isLast, isNew, happening: { tab, thread } }) => isLast && isNew && atEnd.has(`${tab} ${thread}`))
        .map(
          ({ index }) =>
            () =>
              drop(run, index),
        );
    },
  },
  {
    name: "a tab does not know how far the thread goes",
    breaks: "I6",
    placesIn: (run) =>
      heldAtEnd(run).map(({ tab, thread }) => () => {
        const changes = happeningsOf(run, "shown").filter(
          ({ happening }) => happening.tab === tab && happening.thread === thread,
        );
        changes.at(-1)!.happening.newest -= 1;
      }),
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
            newest: happeningsOf(run, "shown").findLast(
              ({ happening }) => happening.tab === tab && happening.thread === thread,
            )!.happening.newest,
          });
        }),
  },
];

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
