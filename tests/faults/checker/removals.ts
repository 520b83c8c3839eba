import type { Happening } from "../history";
import type { Breaches } from "./breaches";
import type { Evidence, HappeningOf } from "./evidence";
import type { Loss } from "./fault-watch";
import type { Stay } from "./stays";

export type Removals = ReturnType<typeof createRemovals>;

/** Follows a history from removal to removal: each ends the stays up to its place. */
export function createRemovals({ threads }: Evidence, breaches: Breaches) {
  const losses = new Map<Stay, Loss>();

  function remove({ at, asked, person, thread, upTo }: HappeningOf<"removed">): void {
    for (const stay of threads.get(thread)?.stays.get(person) ?? []) {
      if (stay.from > upTo || losses.has(stay)) continue;
      losses.set(stay, { asked, at });
      if (stay.to < upTo) continue;
      breaches.add(
        "I9",
        `${person} is in thread ${thread}; their removal at ${upTo} was seen at ${Math.round(at)} ms.`,
      );
    }
  }

  return {
    note(happening: Happening): void {
      if (happening.kind === "removed") remove(happening);
    },
    /** When somebody lost a stay, if that is certain by now. */
    lossOf: (stay: Stay): Loss | undefined => losses.get(stay),
  };
}
