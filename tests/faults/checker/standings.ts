import { isDeepStrictEqual } from "node:util";
import type { Breaches } from "./breaches";
import type { Evidence } from "./evidence";
import type { LiveTab } from "./views";

/** I11: what a tab holds, made of one change after the other, equals what it would be given now. */
export function checkStandings(tabs: LiveTab[], { run }: Evidence, breaches: Breaches): void {
  const compared = new Set<string>();
  for (const { tab, of, held, fresh } of run.standings) {
    compared.add(tab);
    const difference = findDifference(held, fresh, "");
    if (difference === null) continue;
    breaches.add("I11", `What tab ${tab} holds of ${of} is not what it would be given now${difference}.`);
  }
  for (const { opened, connectedSince } of tabs) {
    if (connectedSince === null || compared.has(opened.tab)) continue;
    breaches.add("I11", `Nothing that tab ${opened.tab} holds was compared with what it would be given.`);
  }
}

/** Where two values differ first, in words; null when they do not. */
function findDifference(held: unknown, fresh: unknown, path: string): string | null {
  if (isDeepStrictEqual(held, fresh)) return null;
  if (isObject(held) && isObject(fresh)) {
    for (const key of new Set([...Object.keys(held), ...Object.keys(fresh)])) {
      const difference = findDifference(held[key], fresh[key], `${path}.${key}`);
      if (difference !== null) return difference;
    }
  }
  return `: ${path} is ${JSON.stringify(held)?.slice(0, 80)} instead of ${JSON.stringify(fresh)?.slice(0, 80)}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
