import type { Breach, Invariant } from "./checker/breaches";
import type { Figures } from "./checker/figures";
import type { Times } from "./checker/times";
import type { Plan, Ran } from "./run";

/** What a run showed of one claim; `details` are some of what speaks against it. */
export type Verdict = { name: string; isGood: boolean; details: string[] };

const CLAIMS: Record<Invariant, string> = {
  I1: "an acknowledged message is stored exactly once, with the answered place",
  I2: "nothing is stored that nobody sent",
  I3: "no tab ever shows a message twice",
  I4: "the places of a thread are 1, 2, 3 … to its last",
  I5: "what a tab shows is at each moment a run without a gap, in order",
  I6: "soon after the faults each tab shows what the database has",
  I7: "what one device sends in a thread keeps its order",
  I8: "what was acknowledged before something else was sent comes before it",
  I9: "nothing reaches anyone who may not read it",
  I10: 'read positions go back only by "Mark as unread", and unread equals a recount',
  I11: "what a tab has become is what a new one gets, for every kind of change",
  run: "the run had something to prove",
};

const DRAINED_WITHIN_MS = 10_000;
/** Of one kind of finding; a run without the filling of gaps has hundreds. */
const SHOWN_AT_MOST = 20;

/** What `npm test` counts. Without the filling of gaps the only good outcome is that losses are reported. */
export function verdictsOf(run: Ran, figures: Figures, breaches: Breach[], { seed, isNaive }: Plan): Verdict[] {
  if (isNaive) return [verdict("without filling gaps, losses are reported", figures.lost > 0)];

  const late = run.stops.filter(({ code, took }) => code !== 0 || took >= DRAINED_WITHIN_MS);
  return [
    ...Object.entries(CLAIMS).map(([id, claim]) => {
      const against = breaches.filter(({ invariant }) => invariant === id).map(({ what }) => `${id}: ${what}`);
      return holds(`under faults, ${claim}`, against);
    }),
    holds(
      "no node ends by itself",
      run.ownEnds.map(({ code, signal, said }) => [signal ?? code, ...said].join("\n")),
    ),
    holds("after the faults nothing is stuck", run.stuck),
    holds(
      "a node that is asked to stop exits with 0 in under ten seconds",
      late.map(({ code, took }) => `${code} after ${took} ms`),
    ),
  ];

  function holds(name: string, against: string[]): Verdict {
    return verdict(name, against.length === 0, [`Seed ${seed}`, ...against.slice(0, SHOWN_AT_MOST)]);
  }
}

function verdict(name: string, isGood: boolean, details: string[] = []): Verdict {
  return { name, isGood, details };
}

export function reportOf(run: Ran, figures: Figures, breaches: Breach[]): string {
  const { received, faults, gapRepairs, deliveries, settled, resumes } = figures;
  const total = Object.values(received).reduce((sum, count) => sum + count, 0);
  const longestStop = Math.max(0, ...run.stops.map(({ took }) => took));
  return [
    ...some(breaches.map(({ invariant, what }) => `${invariant}: ${what}`)),
    ...some(run.stuck.map((what) => `Stuck: ${what}`)),
    ...run.ownEnds.map(({ code, signal, said }) =>
      [`A node ended by itself (${signal ?? code}):`, ...said].join("\n  "),
    ),
    "",
    row("written", figures.written),
    row("acknowledged", figures.acknowledged),
    row("stored", figures.stored),
    row("shown in tabs", figures.shown),
    row("received by tabs", total, Object.entries(received).map(pair).join(", ")),
    row("lost", figures.lost),
    row("doubled", figures.doubled),
    row("reordered", figures.reordered),
    row("leaked", figures.leaked),
    row("gaps repaired", gapRepairs.count, times(gapRepairs)),
    row("delivered live", deliveries.count, times(deliveries)),
    row("sends resumed", resumes.count, `after PostgreSQL was back: ${times(resumes)}`),
    row("all back", after(settled.connected), "after the last fault"),
    row("all whole", after(settled.whole), "after that, or after coming back"),
    row("nodes stopped", run.stops.length, `longest ${Math.round(longestStop)} ms`),
    row(
      "faults",
      Object.values(faults).reduce((sum, count) => sum + count, 0),
      Object.entries(faults).map(pair).join(", "),
    ),
    "",
  ].join("\n");
}

const some = (lines: string[]) =>
  lines.length <= SHOWN_AT_MOST
    ? lines
    : [...lines.slice(0, SHOWN_AT_MOST), `… and ${lines.length - SHOWN_AT_MOST} more of this kind`];
const after = (milliseconds: number | null) => (milliseconds === null ? "never" : `${Math.round(milliseconds)} ms`);

const pair = ([name, count]: [string, number]) => `${name} ${count.toLocaleString("en")}`;

function times({ p50, p99, max }: Times): string {
  return `median ${Math.round(p50)} ms, 99 % within ${Math.round(p99)} ms, longest ${Math.round(max)} ms`;
}

function row(name: string, figure: number | string, note = ""): string {
  return `${name.padStart(17)}  ${figure.toLocaleString("en").padStart(12)}  ${note}`.trimEnd();
}
