import type { Verdict } from "@/tests/faults/report";
import { type Fuzzed, megabytes, type Plan } from "./run";

/** What a process may hold more of at the end: pages that were made for the first time, plans of statements. */
const MORE = 1.4;
const MORE_BYTES = 16 * 1024 * 1024;
const SHOWN_AT_MOST = 30;

/** What `npm test` counts. */
export function verdictsOf(seen: Fuzzed, { seed, frames, bodies }: Plan): Verdict[] {
  const { before, after } = seen;
  const isFlat = after.held <= before.held * MORE + MORE_BYTES;
  const grown = isFlat ? [] : [`${megabytes(before.held)} MB before, ${megabytes(after.held)} MB after`];
  const short = [
    ...(seen.frames < frames ? [`${seen.frames} frames`] : []),
    ...(seen.bodies < bodies ? [`${seen.bodies} bodies`] : []),
    ...(seen.done < bodies / 100 ? [`only ${seen.done} actions did anything`] : []),
    ...(seen.sockets < frames / 100 ? [`only ${seen.sockets} sockets were let in`] : []),
    ...(seen.honest === 0 ? ["no honest message was sent"] : []),
  ];
  return [
    holds("whatever a client sends, the process lives", seen.isAlive ? [] : ["it has ended"]),
    holds("whatever a client sends, no answer is a fault of the server, and each comes", seen.faults),
    holds("whatever a client sends, nothing is thrown that nobody expects", seen.said),
    holds("whatever a client sends, nothing of it stays in memory", grown),
    holds("meanwhile honest people are served as ever", seen.complaints),
    holds("the fuzzing had something to prove", short),
  ];

  function holds(name: string, against: string[]): Verdict {
    const details = [`Seed ${seed}`, ...against.slice(0, SHOWN_AT_MOST).map((line) => line.slice(0, 900))];
    return { name, isGood: against.length === 0, details };
  }
}

export function reportOf({ statuses, before, after, ...seen }: Fuzzed): string {
  const told = Object.entries(statuses).map(([status, count]) => `${status}: ${count}`);
  return [
    `${seen.frames} frames over ${seen.sockets} sockets, ${seen.bodies} bodies, in ${Math.round(seen.seconds)} s`,
    `answers: ${told.join(", ")}; ${seen.done} did what they asked`,
    `honest messages: ${seen.honest}; complaints: ${seen.complaints.length}`,
    `memory held: ${megabytes(before.held)} MB, then ${megabytes(after.held)} MB (of all: ${megabytes(before.rss)}, ${megabytes(after.rss)} MB)`,
    `faults answered: ${seen.faults.length}; told: ${seen.said.length}`,
  ].join("\n");
}
