import { randomUUID } from "node:crypto";
import { logFault } from "@/lib/log";
import type { Acquaintance } from "@/lib/presence";
import type { NodePresence } from "@/lib/realtime";
import type { Activity, Presence } from "@/lib/wire/presence";

/** Of whom nothing was heard for this long, they are gone; a goodbye alone means nothing, a page may be loaded anew. */
const GONE_MS = 60_000;
const LOOK_MS = 5_000;
/** Of somebody who is there elsewhere a goodbye counts after this: a page that is loaded anew is back by then. */
const BACK_MS = 5_000;
/** So often each node tells the others of everybody who is there, in case a word of it was lost. */
const DIGEST_MS = 20_000;
/** While somebody is there, it is written down at most this often. */
const KEEP_MS = 5 * 60_000;

/** `goneAt` is when the socket that gave it was closed. */
type Sign = { state: Activity; at: number; goneAt?: number };

type Ways = {
  /** To the tabs of this node that watch the person. */
  tell: (presence: Presence) => void;
  announce: (presence: NodePresence) => void;
  keepLastSeen: (people: { id: string; lastSeenAt: Date }[]) => Promise<void>;
};

export type PresenceBook = ReturnType<typeof createPresenceBook>;

/**
 * Who is there, as this node knows it: from the heartbeats of its own sockets, and from what the other nodes tell of
 * theirs. It lives in memory only; without a bus each node still knows its own.
 */
export function createPresenceBook({ tell, announce, keepLastSeen }: Ways) {
  const node = randomUUID();
  /** Signs of life of a person, by the socket that gave them or the node that told of them. */
  const own = new Map<string, Map<string, Sign>>();
  const others = new Map<string, Map<string, Sign>>();
  /** As it was last told here. */
  const told = new Map<string, Activity>();
  const keptAt = new Map<string, number>();
  /** Who tells no more, and since when: a word of another node may have been on its way. */
  const hidden = new Map<string, number>();
  let digestAt = 0;

  const stateOf = (id: string) => mostActive([...signsOf(own, id), ...signsOf(others, id)]);

  function note(book: typeof own, id: string, source: string, sign: Sign): void {
    const signs = book.get(id) ?? new Map<string, Sign>();
    book.set(id, signs.set(source, sign));
  }

  /** Tells the tabs of a person whose state is another one than they know. */
  function tellIfChanged(id: string, lastSeenAt = Date.now()): void {
    const state = stateOf(id);
    if (state === told.get(id)) return;
    if (state) told.set(id, state);
    else told.delete(id);
    const seen = state ? null : new Date(lastSeenAt).toISOString();
    tell({ personId: id, state: state ?? "offline", lastSeenAt: seen });
  }

  function announceOwn(people: NodePresence["people"]): void {
    if (people.length > 0) announce({ type: "presence", node, people });
  }

  function hear(personId: string, socketId: string, state: Activity): void {
    const before = mostActive(signsOf(own, personId));
    note(own, personId, socketId, { state, at: Date.now() });
    const now = mostActive(signsOf(own, personId)) ?? state;
    if (now !== before) announceOwn([{ id: personId, state: now, at: Date.now() }]);
    tellIfChanged(personId);
  }

  function bye(personId: string, socketId: string): void {
    const sign = own.get(personId)?.get(socketId);
    if (sign) sign.goneAt = Date.now();
  }

  /** What another node tells of its own sockets. Its clock is not this one's: what it tells is heard now. */
  function hearNode({ node: source, people }: NodePresence): void {
    if (source === node) return;
    for (const { id, state, at } of people) {
      if (hidden.has(id)) continue;
      if (state === "offline") others.get(id)?.delete(source);
      else note(others, id, source, { state, at: Date.now() });
      tellIfChanged(id, at);
    }
  }

  /** Forgets signs that are too old, tells who has gone, and keeps when. */
  function look(): void {
    const [now, gone] = [Date.now(), forgetOld(own)];
    for (const [id, since] of hidden) if (now - since >= GONE_MS) hidden.delete(id);
    announceOwn([...gone].map(([id, { state, at }]) => ({ id, state: mostActive(signsOf(own, id)) ?? state, at })));
    for (const [id, { at }] of [...gone, ...forgetOld(others)]) tellIfChanged(id, at);
    if (now - digestAt >= DIGEST_MS) announceOwn(digest(now));
    keep(now, gone);
  }

  /** Signs that are too old go; the answer is the last of each person of whom one went. */
  function forgetOld(book: typeof own): Map<string, { state: "offline"; at: number }> {
    const gone = new Map<string, { state: "offline"; at: number }>();
    for (const [id, signs] of book) {
      const isElsewhere = [...signs.values()].some(({ goneAt }) => goneAt === undefined);
      for (const [source, { at, goneAt = Number.POSITIVE_INFINITY }] of signs) {
        const isOver = isElsewhere && Date.now() - goneAt >= BACK_MS;
        if (Date.now() - at < GONE_MS && !isOver) continue;
        signs.delete(source);
        gone.set(id, { state: "offline", at: Math.max(at, gone.get(id)?.at ?? 0) });
      }
      if (signs.size === 0) book.delete(id);
    }
    return gone;
  }

  function digest(now: number): NodePresence["people"] {
    digestAt = now;
    return [...own.keys()].flatMap((id) => {
      const state = mostActive(signsOf(own, id));
      return state ? [{ id, state, at: now }] : [];
    });
  }

  function keep(now: number, gone: Map<string, { at: number }>): void {
    const left = [...gone].filter(([id]) => !own.has(id)).map(([id, { at }]) => ({ id, lastSeenAt: new Date(at) }));
    const here = [...own.keys()].filter((id) => now - (keptAt.get(id) ?? 0) >= KEEP_MS);
    for (const { id } of left) keptAt.delete(id);
    for (const id of here) keptAt.set(id, now);
    const people = [...left, ...here.map((id) => ({ id, lastSeenAt: new Date(now) }))];
    if (people.length > 0) keepLastSeen(people).catch((error) => logFault("last seen", error));
  }

  const timer = setInterval(look, LOOK_MS);

  return {
    hear,
    /** A socket was closed. That alone says nothing. */
    bye,
    hearNode,
    /** Somebody tells no more whether they are there. */
    hide(personId: string): void {
      for (const book of [own, others, told, keptAt]) book.delete(personId);
      hidden.set(personId, Date.now());
      tell({ personId, state: "hidden", lastSeenAt: null });
    },
    /** They tell again. */
    show: (personId: string) => hidden.delete(personId),
    presenceOf({ id, presenceOn, lastSeenAt }: Acquaintance): Presence {
      if (!presenceOn) return { personId: id, state: "hidden", lastSeenAt: null };
      const state = stateOf(id);
      return {
        personId: id,
        state: state ?? "offline",
        lastSeenAt: state ? null : (lastSeenAt?.toISOString() ?? null),
      };
    },
    /** The process stops: those who are here were seen until now. */
    async close(): Promise<void> {
      clearInterval(timer);
      const here = [...own.keys()].map((id) => ({ id, lastSeenAt: lastOf(signsOf(own, id)) }));
      own.clear();
      await keepLastSeen(here);
    },
  };
}

function signsOf(book: Map<string, Map<string, Sign>>, id: string): Sign[] {
  return [...(book.get(id)?.values() ?? [])];
}

function mostActive(signs: Sign[]): Activity | undefined {
  return signs.find(({ state }) => state === "online")?.state ?? signs[0]?.state;
}

function lastOf(signs: Sign[]): Date {
  return new Date(Math.max(...signs.map(({ at }) => at)));
}
