import { setTimeout as sleep } from "node:timers/promises";
import { gatherCrowd } from "./crowd/crowd";
import { followHabits } from "./crowd/habits";
import { FAULTS, type FaultName, type Victims } from "./faults";
import type { Run } from "./history";
import { randomFrom } from "./random";
import { createRecorder, type Recorder } from "./recorder";
import { scheduleOf } from "./schedule";
import { settle } from "./settling";
import type { OwnEnd } from "./world/node";
import { openWorld } from "./world/world";

export type Plan = {
  seed: number;
  milliseconds: number;
  nodes: number;
  /** Messages a second. */
  rate: number;
  faults: FaultName[];
  isNaive: boolean;
};

/** What the run shows of itself while it goes on. */
export type Progress = { at: number; text: string };

/** Faults of a whole node or of the database are not begun while something else is still amiss. */
const IS_ALONE = /^(node|PostgreSQL)/;
/** The last of a run without new faults. */
const CALM_MS = 8_000;
/** After the last fault everything has to be whole again within this, and the rig waits for it no longer. */
const PATIENCE_MS = 60_000;

export type Ran = Run & {
  /** How each node ended that was asked to stop, and those that ended unasked. */
  stops: { code: number | null; took: number }[];
  ownEnds: OwnEnd[];
  /** What was not whole again when patience was over. */
  stuck: string[];
};

/** Lets a crowd talk on a world that is hurt by a schedule, waits until all is whole again, and answers what happened. */
export async function runFaults(plan: Plan, onProgress: (progress: Progress) => void): Promise<Ran> {
  const random = randomFrom(plan.seed);
  const recorder = createRecorder();
  const tell = (text: string) => onProgress({ at: recorder.now(), text });
  const world = await openWorld({ nodes: plan.nodes, random });
  try {
    const crowd = await gatherCrowd({ ...world, random, recorder, isNaive: plan.isNaive });
    tell(`${world.nodes.length} nodes, ${crowd.devices.length} devices${world.hasRedis ? ", Redis" : ", no Redis"}`);
    const until = recorder.now() + plan.milliseconds;
    const habits = followHabits(crowd, { ...plan, random, recorder });
    await suffer(plan, { world, devices: crowd.devices.slice(1), random }, recorder, tell);
    await sleep(Math.max(0, until - recorder.now()));
    await habits.fallQuiet();
    const quietAt = recorder.now();
    tell("quiet");
    const { stuck, ...end } = await settle(crowd, plan.isNaive ? 0 : PATIENCE_MS, recorder);
    const endedAt = recorder.now();
    const history = recorder.stop();
    for (const device of crowd.devices) device.off();
    return { history, ...end, quietAt, endedAt, stops: world.stops, ownEnds: world.ownEnds, stuck };
  } finally {
    await world.close();
  }
}

/** Lets the faults of the schedule happen, and waits until the last of them is mended. */
async function suffer(
  { seed, faults, milliseconds }: Plan,
  victims: Victims,
  recorder: Recorder,
  tell: (text: string) => void,
): Promise<void> {
  const began = recorder.now();
  const until = began + milliseconds - CALM_MS;
  const happening: Promise<void>[] = [];

  for (const { at, fault, duration } of scheduleOf(seed, faults, milliseconds - CALM_MS)) {
    await sleep(Math.max(0, began + at - recorder.now()));
    if (IS_ALONE.test(fault)) await Promise.all(happening);
    if (recorder.now() > until) break;
    tell(fault);
    happening.push(happen(fault, duration));
  }
  await Promise.all(happening);

  async function happen(name: FaultName, duration: number): Promise<void> {
    recorder.record({ kind: "fault", name });
    await FAULTS[name](victims, duration);
    recorder.record({ kind: "mended", name });
  }
}
