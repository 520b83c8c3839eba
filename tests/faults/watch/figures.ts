import { setTimeout as sleep } from "node:timers/promises";
import { type Count, count, NOTHING_LOST, type Stored } from "./count";
import type { Scene } from "./scene";
import type { Figures, Side } from "./state";
import { createReader } from "./stored";
import { verdictOf } from "./verdict";

/** For so long, when nothing is amiss any more, what is missing may still come. */
const GRACE_MS = 10_000;
const PATIENCE_MS = 2_000;

/** Counts what was written, what PostgreSQL has and what both sides show, each time that it is asked. */
export function createFigures(scene: Scene) {
  const { tally, trouble } = scene;
  const readStored = createReader(scene.threadId, scene.now);
  let lost = NOTHING_LOST;
  let stored: Stored[] = [];

  /** False when PostgreSQL does not answer: what it had at last is still what is known of it. */
  async function read(): Promise<boolean> {
    if (trouble.isDatabaseStopped) return false;
    const fresh = await Promise.race([readStored(), sleep(PATIENCE_MS, null)]).catch(() => null);
    if (fresh) stored = fresh;
    return fresh !== null;
  }

  return async function look(): Promise<Figures> {
    const calmFor = scene.now() - scene.calmSince();
    const dueBefore = calmFor > GRACE_MS ? scene.now() - GRACE_MS : 0;
    const views = { alice: tally.viewOf("alice"), bob: tally.viewOf("bob") };
    const drafts = { alice: draftsOf(scene, "alice"), bob: draftsOf(scene, "bob") };
    const isFresh = await read();
    const unsent = new Set([...drafts.alice, ...drafts.bob]);
    const counted = count({ views, unsent, stored, written: tally.written, dueBefore, lost });
    lost = counted.lost;

    const held = new Set(stored.map(({ id }) => id));
    const waiting = (side: Side) => drafts[side].filter((id) => !held.has(id)).length;
    const verdict = verdictOf(counted, { alice: waiting("alice"), bob: waiting("bob") }, trouble);
    return {
      sent: { value: counted.sent, note: noteOf(waiting("alice") + waiting("bob"), "still on a device") },
      stored: { value: counted.stored, note: isFresh ? "" : "as last counted" },
      alice: { value: counted.alice.shown, order: counted.alice.order, note: sideNote(counted, "alice") },
      bob: { value: counted.bob.shown, order: counted.bob.order, note: sideNote(counted, "bob") },
      holes: counted.holes,
      doubles: counted.doubles,
      verdict,
    };
  };
}

function draftsOf(scene: Scene, side: Side): string[] {
  return (
    scene
      .pageOf(side)
      ?.tab.outbox.drafts()
      .map(({ id }) => id) ?? []
  );
}

function sideNote({ lost, ...sides }: Count, side: Side): string {
  const { toCome, missing } = sides[side];
  if (lost[side].size > 0) return noteOf(lost[side].size, "missing");
  return toCome > 0 ? noteOf(toCome, "to come") : noteOf(missing, "to load again");
}

const noteOf = (number: number, what: string) => (number === 0 ? "" : `${number.toLocaleString("en")} ${what}`);
