import { processWide } from "@/db/process-wide";
import type { Fault } from "@/lib/fault";

/** What is told of a fault outside of the log: no more than its line there has. */
export type FaultReport = { where: string; fault: Fault; requestId?: string; personId?: string };

/** Must neither throw nor wait. */
export type FaultReporter = (report: FaultReport) => void;

/** Faults happen in Next's bundle and in the server's. */
const shared = processWide<FaultReporter>("fault-reporter");

/** Who hears of each fault from now on (server/fault-reports.ts); until then nobody does. */
export const setFaultReporter = shared.set;

export const faultReporter = shared.peek;
