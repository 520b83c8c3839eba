import type { Happening, Run, StoredMessage, StoredThread } from "../../history";
import type { Invariant } from "../breaches";
import type { HappeningOf } from "../evidence";

/** A way to spoil a good run: each of its places, once spoilt, is a breach of the invariant. */
export type Mutation = { name: string; breaks: Invariant; placesIn: (run: Run) => (() => void)[] };

/** The happenings of one kind, each with its index in the history. */
export function happeningsOf<Kind extends Happening["kind"]>({ history }: Run, kind: Kind) {
  return history.flatMap((happening, index) =>
    happening.kind === kind ? [{ index, happening: happening as HappeningOf<Kind> }] : [],
  );
}

/** What people wrote, as it is stored. */
export function storedIn({ threads }: Run): { thread: StoredThread; message: StoredMessage; place: number }[] {
  return threads.flatMap((thread) =>
    thread.messages.flatMap((message, place) => (message.event ? [] : [{ thread, message, place }])),
  );
}

/** The tabs that should be connected at the end. */
export function tabsAtEnd(run: Run): HappeningOf<"opened">[] {
  const closed = new Set(happeningsOf(run, "closed").map(({ happening }) => happening.tab));
  const ended = new Set(happeningsOf(run, "session-ended").map(({ happening }) => happening.session));
  return happeningsOf(run, "opened")
    .map(({ happening }) => happening)
    .filter(({ tab, session }) => !closed.has(tab) && !ended.has(session));
}

export function tabsOf(run: Run, person: string) {
  return tabsAtEnd(run).filter((tab) => tab.person === person);
}

export function insert({ history }: Run, index: number, happening: Happening): void {
  history.splice(index, 0, happening);
}

/** So long after everything else that nothing excuses it. */
export function insertLate(run: Run, happening: Happening): void {
  run.history.push({ ...happening, at: run.endedAt + 60_000 });
}

export function drop({ history }: Run, index: number): void {
  history.splice(index, 1);
}
