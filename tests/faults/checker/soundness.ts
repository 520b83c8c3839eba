import type { Breaches } from "./breaches";
import type { Evidence } from "./evidence";
import { createFaultWatch } from "./fault-watch";
import type { LiveTab } from "./views";

/** A check that had nothing to check must not pass, nor one of a history that cannot have been. */
export function checkSoundness(tabs: LiveTab[], shown: number, evidence: Evidence, breaches: Breaches): void {
  const { run, acknowledged, tabs: known } = evidence;
  if (acknowledged.size === 0) breaches.add("run", "Nothing was acknowledged: the run proves nothing.");
  if (shown === 0) breaches.add("run", "No tab showed any message: the run proves nothing.");
  if (tabs.length === 0)
    breaches.add("run", "No tab was open at the end: the run proves nothing about I6, I10 and I11.");
  checkHistory(evidence, breaches);

  for (const { tab } of run.standings) {
    if (!known.has(tab)) breaches.add("run", `Tab ${tab} holds something and was never opened.`);
  }
}

function checkHistory({ run, tabs }: Evidence, breaches: Breaches): void {
  const faults = createFaultWatch();
  let now = 0;
  let isQuiet = false;

  for (const happening of run.history) {
    const where = `${happening.kind} at ${Math.round(happening.at)} ms`;
    if (happening.at < now) breaches.add("run", `${where} is recorded after what happened at ${Math.round(now)} ms.`);
    now = Math.max(now, happening.at);
    if ("tab" in happening && !tabs.has(happening.tab)) breaches.add("run", `${where}: no tab ${happening.tab}.`);

    if (!isQuiet && happening.at > run.quietAt) {
      isQuiet = true;
      requireNone(faults.open(), breaches);
    }
    faults.note(happening);
    if (isQuiet && happening.kind === "fault")
      breaches.add("run", `${where}: ${happening.name} is after the last fault.`);
  }
  if (!isQuiet) requireNone(faults.open(), breaches);
}

/** A fault that is never over excuses everything that comes late. */
function requireNone(open: string[], breaches: Breaches): void {
  for (const name of open) breaches.add("run", `The fault ${name} was not mended when the faults were over.`);
}
