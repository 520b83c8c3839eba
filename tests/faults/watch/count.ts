import { orderOf } from "./order";
import type { View } from "./tally";

/** A message that PostgreSQL has, and since when it is known to. */
export type Stored = { id: string; since: number };

/** Ids that were found missing in PostgreSQL, at Alice and at Bob. */
export type Lost = { stored: ReadonlySet<string>; alice: ReadonlySet<string>; bob: ReadonlySet<string> };

export const NOTHING_LOST: Lost = { stored: new Set(), alice: new Set(), bob: new Set() };

/**
 * What is known at one moment. It has to be gathered in this order: the views and the drafts, what is stored, what was
 * written; else a message that is on its way could be seen nowhere.
 */
export type Knowledge = {
  views: { alice: View; bob: View };
  /** The drafts that are still on a device. */
  unsent: ReadonlySet<string>;
  /** In the order of their places in the thread. */
  stored: readonly Stored[];
  /** When each message was written. */
  written: ReadonlyMap<string, number>;
  /** There is no excuse any more for what was written, or stored, before this and has not come to where it belongs. */
  dueBefore: number;
  /** What the last count found lost: a new excuse does not help it. */
  lost: Lost;
};

export type SideCount = {
  /** Distinct messages that this side has ever shown. */
  shown: number;
  /** Stored and not in the timeline now. */
  missing: number;
  /** Of the missing ones, those that this side has never shown: after a restart it has to load again what it had. */
  toCome: number;
  order: string;
  /** What it shows does not follow the order of the places. */
  isReordered: boolean;
};

export type Count = {
  sent: number;
  stored: number;
  alice: SideCount;
  bob: SideCount;
  /** Due, and not where it belongs. */
  lost: Lost;
  /** All that is lost, counted once for each place where it is. */
  holes: number;
  /** Stored although nobody wrote it, or twice; shown twice by a side. */
  doubles: number;
  /** All that was sent is stored, and is what each side shows, in the same order. */
  isWhole: boolean;
};

/** Whether everything is where it belongs, and what is not. O(n). */
export function count({ views, unsent, stored, written, dueBefore, lost: before }: Knowledge): Count {
  const places = new Map(stored.map(({ id }, place) => [id, place]));
  const missing = {
    stored: [...written.keys()].filter((id) => !places.has(id) && !unsent.has(id)),
    alice: missingIn(views.alice, places),
    bob: missingIn(views.bob, places),
  };
  const since = new Map([...written, ...stored.map(({ id, since }) => [id, since] as const)]);
  const lostOf = (side: keyof Lost) =>
    new Set(missing[side].filter((id) => before[side].has(id) || (since.get(id) ?? 0) <= dueBefore));
  const lost = { stored: lostOf("stored"), alice: lostOf("alice"), bob: lostOf("bob") };

  const ids = stored.map(({ id }) => id);
  const foreign = [...places.keys()].filter((id) => !written.has(id)).length;
  const doubles = foreign + repeats(ids) + repeats(views.alice.ids) + repeats(views.bob.ids);
  const holes = lost.stored.size + lost.alice.size + lost.bob.size;
  const order = orderOf(ids);
  const sideOf = (side: "alice" | "bob"): SideCount => {
    const { ids, shown } = views[side];
    return {
      shown: shown.size,
      missing: missing[side].length,
      toCome: missing[side].filter((id) => !shown.has(id)).length,
      order: orderOf(ids),
      isReordered: isReordered(ids, places),
    };
  };
  const [alice, bob] = [sideOf("alice"), sideOf("bob")];
  const isSame = written.size === stored.length && alice.order === order && bob.order === order;

  return {
    sent: written.size,
    stored: stored.length,
    alice,
    bob,
    lost,
    holes,
    doubles,
    isWhole: isSame && doubles === 0,
  };
}

function missingIn({ ids }: View, places: ReadonlyMap<string, number>): string[] {
  const held = new Set(ids);
  return [...places.keys()].filter((id) => !held.has(id));
}

/** What is shown and not yet counted in PostgreSQL has no place. */
function isReordered(ids: readonly string[], places: ReadonlyMap<string, number>): boolean {
  const order = ids.flatMap((id) => places.get(id) ?? []);
  return order.some((place, index) => index > 0 && place < (order[index - 1] ?? 0));
}

function repeats(ids: readonly string[]): number {
  return ids.length - new Set(ids).size;
}
