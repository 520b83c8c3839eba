import type { Run } from "../../history";
import { openingsOf, openingsTo } from "../openings";
import { staysOf } from "../stays";
import { happeningsOf, insert, insertLate, type Mutation, tabsOf } from "./mutation";

/** What reaches those who came later, while the history of a group is open to them and while it is not. */
export const ofOpenings: Mutation[] = [
  {
    name: "somebody receives a message from before their join, and the group's history is opened later",
    breaks: "I9",
    placesIn: (run) =>
      unheldIn(run).flatMap(({ person, thread, message, opens }) =>
        happeningsOf(run, "opened")
          .filter(({ happening }) => happening.person === person)
          .filter(({ happening: { at } }) => opens.every(({ opening }) => opening.since > at + 1_000))
          .map(({ index, happening: { at, tab } }) => () => {
            const { seq, id } = message;
            insert(run, index + 1, { at, kind: "received", tab, thread, seq, id, by: "page" });
          }),
      ),
  },
  {
    name: "somebody receives a message from before their join long after the group's history was closed",
    breaks: "I9",
    placesIn: (run) =>
      unheldIn(run)
        .filter(({ opens }) => opens.every(({ opening }) => opening.to < Number.POSITIVE_INFINITY))
        .flatMap(({ person, thread, message: { seq, id } }) =>
          tabsOf(run, person).flatMap(({ tab }) => [
            () => insertLate(run, { at: 0, kind: "received", tab, thread, seq, id, by: "push" }),
            () => insertLate(run, { at: 0, kind: "quoted", tab, thread, seq, by: "push" }),
          ]),
        ),
  },
  {
    name: "the closing of a history is confirmed and does not happen",
    breaks: "I9",
    placesIn: (run) =>
      run.threads
        .filter((thread) => openingsOf(thread).at(-1)?.to === Number.POSITIVE_INFINITY)
        .map(({ id: thread, lastSeq: upTo }) => () => {
          insertLate(run, { at: 0, kind: "history-closed", thread, upTo, asked: run.endedAt });
        }),
  },
];

/** What lets somebody read a place from before a stay of theirs. */
export function opensFor(run: Run, threadId: string, person: string | undefined, seq: number) {
  const thread = run.threads.find(({ id }) => id === threadId);
  return thread && person ? openingsTo(seq, staysOf(thread).get(person), openingsOf(thread)) : [];
}

/** Messages from before somebody's first stay that an open history once showed them. */
function unheldIn(run: Run) {
  return run.threads.flatMap((thread) =>
    [...staysOf(thread)].flatMap(([person, [first]]) =>
      thread.messages.slice(0, (first?.from ?? 1) - 1).flatMap((message) => {
        const opens = opensFor(run, thread.id, person, message.seq);
        return opens.length > 0 ? [{ person, thread: thread.id, message, opens }] : [];
      }),
    ),
  );
}
