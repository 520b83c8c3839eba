/** I1 to I11 of the architecture, and `run`: what keeps a recorded run from proving anything. */
export type Invariant = "I1" | "I2" | "I3" | "I4" | "I5" | "I6" | "I7" | "I8" | "I9" | "I10" | "I11" | "run";

/** `what` is a sentence that names the tab, the thread and the message, so that a person finds them in the history. */
export type Breach = { invariant: Invariant; what: string };

/** What breaches amount to, in messages or in what tabs show of them. */
export type Harm = { lost: number; doubled: number; reordered: number; leaked: number };

/** Breaches of one invariant that are told one by one: a run in which much went wrong has to stay readable. */
const TOLD = 20;

export type Breaches = ReturnType<typeof createBreaches>;

export function createBreaches() {
  const told = new Map<Invariant, Breach[]>();
  const untold = new Map<Invariant, number>();
  const harm: Harm = { lost: 0, doubled: 0, reordered: 0, leaked: 0 };

  return {
    harm: (): Harm => ({ ...harm }),
    add(invariant: Invariant, what: string, done: Partial<Harm> = {}): void {
      const breaches = told.get(invariant) ?? [];
      told.set(invariant, breaches);
      if (breaches.length < TOLD) breaches.push({ invariant, what });
      else untold.set(invariant, (untold.get(invariant) ?? 0) + 1);

      harm.lost += done.lost ?? 0;
      harm.doubled += done.doubled ?? 0;
      harm.reordered += done.reordered ?? 0;
      harm.leaked += done.leaked ?? 0;
    },
    /** The first breaches of each invariant, and of the others how many there are. */
    list: (): Breach[] =>
      [...told].flatMap(([invariant, breaches]) => {
        const more = untold.get(invariant);
        return more ? [...breaches, { invariant, what: `And ${more} more of the kind.` }] : breaches;
      }),
  };
}
