import { type Breach, createBreaches } from "./checker/breaches";
import { createDeliveries } from "./checker/deliveries";
import { checkEnds, tabsInForce } from "./checker/ends";
import { gatherEvidence } from "./checker/evidence";
import { countHappenings, type Figures, timeGapRepairs, timeResumes } from "./checker/figures";
import { checkKinds } from "./checker/kinds";
import { checkLeaks } from "./checker/leaks";
import { checkLooks } from "./checker/looks";
import { checkOrders } from "./checker/orders";
import { checkReads } from "./checker/reads";
import { checkSoundness } from "./checker/soundness";
import { checkStandings } from "./checker/standings";
import { checkStored } from "./checker/stored";
import { replayViews } from "./checker/views";
import type { Run } from "./history";

/** What a recorded run breaks of the invariants I1 to I11 (architecture, §6). O(n log n). */
export function check(run: Run): Breach[] {
  return examine(run).breaches.list();
}

export function figuresOf(run: Run): Figures {
  const { evidence, breaches, deliveries, settled } = examine(run);
  return {
    ...breaches.harm(),
    ...countHappenings(evidence),
    shown: deliveries.shown(),
    gapRepairs: timeGapRepairs(run.history),
    resumes: timeResumes(run.history),
    deliveries: deliveries.times(),
    settled,
  };
}

function examine(run: Run) {
  const evidence = gatherEvidence(run);
  const breaches = createBreaches();
  const deliveries = createDeliveries(evidence);

  checkStored(evidence, breaches);
  checkOrders(evidence, breaches);
  const tabs = tabsInForce(replayViews(evidence, breaches, deliveries.note), evidence);
  const settled = checkEnds(tabs, evidence, breaches);
  checkLooks(tabs, evidence, breaches);
  checkLeaks(evidence, breaches);
  checkReads(tabs, evidence, breaches);
  checkStandings(tabs, evidence, breaches);
  checkKinds(evidence, breaches);
  checkSoundness(tabs, deliveries.shown(), evidence, breaches);
  return { evidence, breaches, deliveries, settled };
}
