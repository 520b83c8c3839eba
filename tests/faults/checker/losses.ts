import type { Happening } from "../history";
import type { Breaches } from "./breaches";
import type { Evidence, HappeningOf, ThreadEvidence } from "./evidence";
import type { Loss } from "./fault-watch";
import type { Opening } from "./openings";
import type { Stay } from "./stays";

/** Follows a history from removal to removal and from closing to closing: each ends the stays or openings up to its place. */
export function createLosses({ threads }: Evidence, breaches: Breaches) {
  const losses = new Map<Stay | Opening, Loss>();

  function end(
    ended: (Stay | Opening)[],
    { at, asked, upTo }: HappeningOf<"removed" | "history-closed">,
    inWords: string,
  ): void {
    for (const one of ended) {
      if (one.from > upTo || losses.has(one)) continue;
      losses.set(one, { asked, at });
      if (one.to >= upTo) breaches.add("I9", `${inWords} at ${upTo} was seen at ${Math.round(at)} ms.`);
    }
  }

  return {
    note(happening: Happening): void {
      if (happening.kind !== "removed" && happening.kind !== "history-closed") return;
      const thread: ThreadEvidence | undefined = threads.get(happening.thread);
      if (happening.kind === "removed") {
        const { person } = happening;
        end(thread?.stays.get(person) ?? [], happening, `${person} is in thread ${happening.thread}; their removal`);
      } else end(thread?.openings ?? [], happening, `The history of thread ${happening.thread} is open; its closing`);
    },
    /** When access by this ended, if that is certain by now. */
    lossOf: (one: Stay | Opening): Loss | undefined => losses.get(one),
  };
}
