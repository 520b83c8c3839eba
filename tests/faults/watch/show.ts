import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { followColumn } from "./column";
import { createDesk } from "./desk";
import { startDialogue } from "./dialogue";
import { createFigures } from "./figures";
import { openScene } from "./scene";
import { openSite } from "./site";
import type { Figures } from "./state";
import { createStream } from "./stream";

const COLUMNS_MS = 60;
const FIGURES_MS = 200;
/** One message takes a moment, and two people who talk are always in one. */
const BREATH = { messages: 3, milliseconds: 1_000 };

/** The rig with two people in it, and a page that shows what becomes of them; answers its address. */
export async function openShow({ isNaive }: { isNaive: boolean }) {
  const scene = await openScene(isNaive);
  const stream = createStream();
  const columns = (["alice", "bob"] as const).map((side) =>
    followColumn(side, scene.threadId, () => scene.pageOf(side)),
  );
  const dialogue = startDialogue(scene.write);
  const desk = createDesk(scene, dialogue, () => stream.send("desk", desk.look()));
  const lookAtFigures = createFigures(scene);
  let figures = await lookAtFigures();
  let wholeAt = 0;
  const site = await openSite({ onLook: welcome, onPress: desk.press });
  const loops = [again(COLUMNS_MS, tellColumns), again(FIGURES_MS, tellFigures)];

  /** Whoever comes gets all of it, then the changes. */
  function welcome(response: ServerResponse): void {
    stream.open(response);
    stream.send("desk", desk.look(), [response]);
    stream.send("figures", figures, [response]);
    for (const column of columns) {
      const whole = column.whole();
      if (whole) stream.send("column", whole, [response]);
    }
  }

  function tellColumns(): void {
    for (const column of columns) {
      const changes = column.changes();
      if (changes) stream.send("column", changes);
    }
  }

  async function tellFigures(): Promise<void> {
    const next = await lookAtFigures();
    const isWhole = next.verdict.tone === "whole";
    if (isWhole) {
      wholeAt = performance.now();
      desk.whole();
    }
    if (!isWhole && isBreath(next)) return;
    if (JSON.stringify(next) !== JSON.stringify(figures)) stream.send("figures", next);
    figures = next;
  }

  /** Not worth a word: it was whole a moment ago, and will be in the next one. */
  function isBreath({ sent, alice, bob, verdict }: Figures): boolean {
    const behind = sent.value - Math.min(alice.value, bob.value);
    const isFine = verdict.tone !== "broken" && !Object.values(scene.trouble).includes(true);
    return isFine && behind <= BREATH.messages && performance.now() - wholeAt < BREATH.milliseconds;
  }

  async function again(pause: number, work: () => Promise<void> | void): Promise<void> {
    for (; !scene.isOver(); await sleep(pause)) await work();
  }

  return {
    url: site.url,
    async close(): Promise<void> {
      dialogue.end();
      stream.close();
      site.close();
      scene.end();
      // A server that is just being started could not be ended.
      await Promise.all([desk.settle(), ...loops]);
      await scene.close();
    },
  };
}
