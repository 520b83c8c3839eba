import type { Run, StoredMessage } from "../../history";
import { type Stay, staysOf } from "../stays";
import { happeningsOf, insert, insertLate, type Mutation, tabsOf } from "./mutation";
import { opensFor } from "./of-openings";

/** What reaches whom. */
export const ofAccess: Mutation[] = [
  {
    name: "somebody receives a message from before their join",
    breaks: "I9",
    placesIn: (run) => staysIn(run).flatMap(({ stay, ...where }) => receptionsOf(run, where, stay.from - 1)),
  },
  {
    name: "somebody receives the line that tells of their own going",
    breaks: "I9",
    placesIn: (run) => staysIn(run).flatMap(({ stay, ...where }) => receptionsOf(run, where, stay.to + 1)),
  },
  {
    name: "an outsider receives a message",
    breaks: "I9",
    placesIn: (run) =>
      run.threads.flatMap(({ id: thread, messages }) =>
        messages.flatMap(({ seq }) => receptionsOf(run, { thread, person: "eve" }, seq)),
      ),
  },
  {
    name: "somebody is shown as a quote what was said before their join",
    breaks: "I9",
    placesIn: (run) =>
      happeningsOf(run, "quoted").flatMap(({ happening }) => {
        const person = happeningsOf(run, "opened").find((opened) => opened.happening.tab === happening.tab)?.happening;
        const stays = staysIn(run).filter((one) => one.thread === happening.thread && one.person === person?.person);
        const before = Math.min(...stays.map(({ stay }) => stay.from)) - 1;
        if (before < 1 || opensFor(run, happening.thread, person?.person, before).length > 0) return [];
        return [
          () => {
            happening.seq = before;
          },
        ];
      }),
  },
  {
    name: "an outsider's tab shows a message",
    breaks: "I9",
    placesIn: (run) =>
      run.threads.flatMap(({ id: thread, messages: [first] }) =>
        tabsOf(run, "eve").map(({ tab }) => () => {
          insertLate(run, {
            at: 0,
            kind: "shown",
            tab,
            thread,
            place: 0,
            removed: 0,
            added: [{ ...first! }],
            newest: 1,
          });
        }),
      ),
  },
  {
    name: "something of a stay comes long after it was over",
    breaks: "I9",
    placesIn: (run) =>
      staysIn(run)
        .filter(({ stay }) => stay.to < Number.POSITIVE_INFINITY)
        .filter(({ stay, thread, person }) => opensFor(run, thread, person, stay.from).length === 0)
        .flatMap(({ stay, thread, person }) =>
          tabsOf(run, person).map(({ tab }) => () => {
            const { seq, id } = messageAt(run, thread, stay.from)!;
            insertLate(run, { at: 0, kind: "received", tab, thread, seq, id, by: "page" });
          }),
        ),
  },
  {
    name: "something of an earlier stay is pushed after something of a later one",
    breaks: "I9",
    placesIn: (run) =>
      happeningsOf(run, "received").flatMap(({ index, happening }) => {
        const { tab, thread, seq, by } = happening;
        const person = happeningsOf(run, "opened").find((opened) => opened.happening.tab === tab)?.happening.person;
        const stays = staysIn(run).filter((one) => one.thread === thread && one.person === person);
        const [earlier] = stays;
        if (by !== "push" || !earlier || seq <= earlier.stay.to) return [];
        const { seq: before, id } = messageAt(run, thread, earlier.stay.from)!;
        if (opensFor(run, thread, person, before).length > 0) return [];
        return [() => insert(run, index + 1, { ...happening, seq: before, id })];
      }),
  },
  {
    name: "a tab receives something long after its session has ended",
    breaks: "I9",
    placesIn: (run) => {
      const [{ seq, id }, thread] = [run.threads[0]!.messages[0]!, run.threads[0]!.id];
      return tabsOfEnded(run).map((tab) => () => {
        insertLate(run, { at: 0, kind: "received", tab, thread, seq, id, by: "push" });
      });
    },
  },
  {
    name: "a tab hears something long after its session has ended",
    breaks: "I9",
    placesIn: (run) =>
      tabsOfEnded(run).map((tab) => () => insertLate(run, { at: 0, kind: "heard", tab, event: "thread:changed" })),
  },
  {
    name: "a tab connects long after its session has ended",
    breaks: "I9",
    placesIn: (run) => tabsOfEnded(run).map((tab) => () => insertLate(run, { at: 0, kind: "connected", tab })),
  },
  {
    name: "a removal is confirmed and does not happen",
    breaks: "I9",
    placesIn: (run) =>
      run.threads.flatMap(({ id: thread, participants }) =>
        participants.map(({ person }) => () => {
          const upTo = run.threads.find(({ id }) => id === thread)?.lastSeq ?? 0;
          insertLate(run, { at: 0, kind: "removed", person, thread, upTo, asked: run.endedAt });
        }),
      ),
  },
  {
    name: "a participant joined at another message than the lines tell",
    breaks: "I9",
    placesIn: (run) => run.threads.flatMap(({ participants }) => participants.map((one) => () => (one.joinedSeq += 1))),
  },
];

/** Who was in which thread when. */
function staysIn(run: Run): { thread: string; person: string; stay: Stay }[] {
  return run.threads.flatMap((thread) =>
    [...staysOf(thread)].flatMap(([person, stays]) => stays.map((stay) => ({ thread: thread.id, person, stay }))),
  );
}

/** Receiving a message on each of a person's tabs as soon as it is open; none where the person may read it. */
function receptionsOf(run: Run, { thread, person }: { thread: string; person: string }, seq: number) {
  const message = messageAt(run, thread, seq);
  const own = staysIn(run).filter((one) => one.thread === thread && one.person === person);
  if (!message || own.some(({ stay }) => stay.from <= seq && seq <= stay.to)) return [];
  if (opensFor(run, thread, person, seq).length > 0) return [];
  return happeningsOf(run, "opened")
    .filter(({ happening }) => happening.person === person)
    .map(({ index, happening: { at, tab } }) => () => {
      insert(run, index + 1, { at, kind: "received", tab, thread, seq, id: message.id, by: "push" });
    });
}

function messageAt({ threads }: Run, thread: string, seq: number): StoredMessage | undefined {
  return threads.find(({ id }) => id === thread)?.messages[seq - 1];
}

function tabsOfEnded(run: Run): string[] {
  const ended = new Set(happeningsOf(run, "session-ended").map(({ happening }) => happening.session));
  return happeningsOf(run, "opened").flatMap(({ happening: { session, tab } }) => (ended.has(session) ? [tab] : []));
}
