import type { Happening, Run } from "../../history";
import { happeningsOf, insert, insertLate, type Mutation, storedIn, tabsAtEnd } from "./mutation";

/** What tabs list and hold, and what makes a run worth nothing. */
export const ofLists: Mutation[] = [
  {
    name: "a read position goes back",
    breaks: "I10",
    placesIn: (run) =>
      happeningsOf(run, "listed").map(({ index, happening }) => () => {
        insert(run, index + 1, { ...happening, lastReadSeq: happening.lastReadSeq - 1 });
      }),
  },
  {
    name: "a read position is set back and nobody has marked anything as unread",
    breaks: "I10",
    placesIn: (run) =>
      happeningsOf(run, "listed").flatMap(({ index, happening }) => {
        const lines = happeningsOf(run, "listed").filter((one) => one.index < index);
        const before = lines.findLast((one) => isSameLine(one.happening, happening))?.happening;
        const wentBack = before !== undefined && before.lastReadSeq > happening.lastReadSeq;
        return wentBack ? [() => keepOnly(run, ({ kind }) => kind !== "marked")] : [];
      }),
  },
  {
    name: "a tab lists another number of unread",
    breaks: "I10",
    placesIn: (run) => lastLinesIn(run).map((line) => () => (line.unread += 1)),
  },
  {
    name: "a tab lists another read position",
    breaks: "I10",
    placesIn: (run) => lastLinesIn(run).map((line) => () => (line.lastReadSeq += 1)),
  },
  {
    name: "what a tab holds differs from what it would be given",
    breaks: "I11",
    placesIn: (run) => run.standings.map((standing) => () => (standing.fresh = [standing.fresh])),
  },
  {
    name: "what a tab holds was compared with nothing",
    breaks: "I11",
    placesIn: (run) => run.standings.map((_, place) => () => run.standings.splice(place, 1)),
  },
  {
    name: "a kind of event is never heard",
    breaks: "I11",
    placesIn: (run) => {
      const events = new Set(happeningsOf(run, "heard").map(({ happening }) => happening.event));
      return [...events].map((event) => () => keepOnly(run, (one) => one.kind !== "heard" || one.event !== event));
    },
  },
  {
    name: "a kind of system line is never received",
    breaks: "I11",
    placesIn: (run) =>
      (["created", "added", "removed", "left", "renamed", "role", "picture", "history"] as const).map((type) => () => {
        const lines = run.threads.flatMap(({ messages }) => messages.filter(({ event }) => event?.type === type));
        const ids = new Set(lines.map(({ id }) => id));
        keepOnly(run, (one) => one.kind !== "received" || !ids.has(one.id));
      }),
  },
  {
    name: "no account is deleted",
    breaks: "I11",
    placesIn: ({ people }) => [
      () => {
        for (const person of people) person.isDeleted = false;
      },
    ],
  },
  {
    name: "nothing happens",
    breaks: "run",
    placesIn: (run) => [() => keepOnly(run, () => false)],
  },
  {
    name: "nothing is acknowledged",
    breaks: "run",
    placesIn: (run) => [() => keepOnly(run, ({ kind }) => kind !== "acknowledged")],
  },
  {
    name: "nothing is shown",
    breaks: "run",
    placesIn: (run) => [() => keepOnly(run, ({ kind }) => kind !== "shown")],
  },
  {
    name: "no tab is open at the end",
    breaks: "run",
    placesIn: (run) => [
      () => {
        for (const { tab } of tabsAtEnd(run)) insertLate(run, { at: 0, kind: "closed", tab });
      },
    ],
  },
  {
    name: "a fault is never mended",
    breaks: "run",
    placesIn: (run) =>
      storedIn(run).length > 0 ? [() => insert(run, 0, { at: 0, kind: "fault", name: "the bus is cut" })] : [],
  },
  {
    name: "a tab was never opened",
    breaks: "run",
    placesIn: (run) =>
      happeningsOf(run, "opened").map(
        ({ happening }) =>
          () =>
            keepOnly(run, (one) => one !== happening),
      ),
  },
  {
    name: "something is recorded too late",
    breaks: "run",
    placesIn: (run) => run.history.slice(0, -1).map((one) => () => (one.at = run.endedAt)),
  },
];

function keepOnly(run: Run, isKept: (happening: Happening) => boolean): void {
  run.history = run.history.filter(isKept);
}

function isSameLine(one: { tab: string; thread: string }, other: { tab: string; thread: string }): boolean {
  return one.tab === other.tab && one.thread === other.thread;
}

/** The last state of each line that a tab has at the end, of threads in which the person still is. */
function lastLinesIn(run: Run) {
  return tabsAtEnd(run).flatMap(({ tab, person }) =>
    run.threads
      .filter(({ participants }) => participants.some((participant) => participant.person === person))
      .flatMap(({ id }) => {
        const lines = happeningsOf(run, "listed").map(({ happening }) => happening);
        return lines.findLast((line) => line.tab === tab && line.thread === id) ?? [];
      }),
  );
}
