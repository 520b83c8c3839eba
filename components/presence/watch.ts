import { PEOPLE_PER_WATCH } from "@/lib/wire/limits";
import type { Activity, Presence } from "@/lib/wire/presence";

/** So often the server is told that the tab is still there, and by then it would be missed. */
const BEAT_MS = 25_000;
/** Whom a page shows is known when all of it is drawn. */
const GATHER_MS = 50;
const AGAIN_MS = 60_000;

type Ways = {
  say: (state: Activity) => void;
  /** Undefined when there was no answer. */
  watch: (personIds: string[]) => Promise<Presence[] | undefined>;
  watchActivity: (onChange: (activity: Activity) => void) => () => void;
};

export type PresenceWatch = ReturnType<typeof createPresenceWatch>;

/** Whether the people on screen are there; and that somebody is here. */
export function createPresenceWatch({ say, watch, watchActivity }: Ways) {
  /** How often each person is on screen; those that came last are asked for first. */
  const wanted = new Map<string, number>();
  let known = new Map<string, Presence>();
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let activity: Activity | undefined;

  function put(next: Map<string, Presence>): void {
    known = next;
    for (const listener of listeners) listener();
  }

  async function ask(): Promise<void> {
    const asked = [...wanted.keys()].slice(-PEOPLE_PER_WATCH);
    const told = await watch(asked);
    // Of whom the server does not tell, nothing is known any more.
    if (told) put(new Map(told.map((presence) => [presence.personId, presence])));
  }

  function askSoon(): void {
    clearTimeout(timer);
    timer = setTimeout(ask, GATHER_MS);
  }

  function beat(): void {
    if (activity) say(activity);
  }

  return {
    of: (personId: string) => known.get(personId),
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    hear: (presence: Presence) => put(new Map(known).set(presence.personId, presence)),
    /** Somebody is on screen until the answer is called. */
    want(personId: string): () => void {
      const isNew = !wanted.has(personId);
      wanted.set(personId, (wanted.get(personId) ?? 0) + 1);
      if (isNew) askSoon();
      return () => {
        const count = (wanted.get(personId) ?? 1) - 1;
        if (count > 0) wanted.set(personId, count);
        else wanted.delete(personId);
      };
    },
    /** The connection is new, or who may know of whom has changed. */
    askSoon,
    beat,
    start(): () => void {
      const endActivity = watchActivity((next) => {
        activity = next;
        beat();
      });
      const clocks = [setInterval(beat, BEAT_MS), setInterval(askSoon, AGAIN_MS)];
      return () => {
        endActivity();
        clearTimeout(timer);
        for (const clock of clocks) clearInterval(clock);
      };
    },
  };
}
