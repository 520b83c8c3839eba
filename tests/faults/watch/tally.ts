import type { Happening } from "../history";

/** What one side shows: the ids as its timeline has them now, from top to bottom, and all that it has ever shown. */
export type View = { ids: readonly string[]; shown: ReadonlySet<string> };

type Live = { device: string; ids: string[] };

/** Keeps count of what happens as it happens: who has written what, and what each side shows. */
export function createTally() {
  /** When each message was written. */
  const written = new Map<string, number>();
  const tabs = new Map<string, Live>();
  const everShown = new Map<string, Set<string>>();

  /** Done again with what a timeline said of itself, not with what it is supposed to hold. */
  function show(tab: string, place: number, removed: number, added: string[]): void {
    const live = tabs.get(tab);
    if (!live) return;
    live.ids.splice(place, removed, ...added);
    const ever = everShown.get(live.device) ?? new Set();
    for (const id of added) ever.add(id);
    everShown.set(live.device, ever);
  }

  return {
    written,
    note(happening: Happening): void {
      if (happening.kind === "written") written.set(happening.id, happening.at);
      if (happening.kind === "opened") tabs.set(happening.tab, { device: happening.device, ids: [] });
      if (happening.kind === "closed") tabs.delete(happening.tab);
      if (happening.kind === "shown") {
        const { tab, place, removed, added } = happening;
        const ids = added.map(({ id }) => id);
        show(tab, place, removed, ids);
      }
    },
    /** As it is at this moment; what follows does not change the answer. */
    viewOf(device: string): View {
      const live = [...tabs.values()].findLast((tab) => tab.device === device);
      return { ids: [...(live?.ids ?? [])], shown: new Set(everShown.get(device)) };
    },
  };
}
