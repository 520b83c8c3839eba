import { setTimeout as sleep } from "node:timers/promises";
import type { startDialogue } from "./dialogue";
import type { Scene } from "./scene";
import type { ControlName, Desk } from "./state";

const BURST = 250;

/** The buttons, what they do, and what was done last in words. */
export function createDesk(scene: Scene, dialogue: ReturnType<typeof startDialogue>, onChange: () => void) {
  const { world, devices, trouble } = scene;
  const busy = new Map<ControlName, Promise<void>>();
  const isSeveral = world.nodes.length > 1;
  let event = { at: Date.now(), text: "Alice and Bob have begun to talk." };
  let isTwice = false;
  /** When something was mended, or begun, of which the good end is not told yet. */
  let openSince: number | null = null;

  /** With `since`, the sentence is finished when all is whole again. */
  function tell(text: string, since: number | null = null): void {
    event = { at: Date.now(), text };
    openSince = since;
    onChange();
  }

  const deeds: Record<ControlName, () => Promise<void> | void> = {
    cut() {
      trouble.isBobCut = !trouble.isBobCut;
      const { door } = devices.bob;
      scene.pageOf("bob")?.signal(trouble.isBobCut ? "offline" : "online");
      door.set({ isRefusing: trouble.isBobCut });
      if (trouble.isBobCut) {
        door.cut();
        tell("Bob’s network was cut: his connections were reset, and new ones are refused.");
      } else tell("Bob’s network is back.", performance.now());
    },
    burst() {
      for (let number = 1; number <= BURST; number += 1) {
        scene.write("alice", `${number} of ${BURST} from Alice`);
        scene.write("bob", `${number} of ${BURST} from Bob`);
      }
      tell(`Alice and Bob wrote ${BURST} messages each, all at once.`, performance.now());
    },
    twice() {
      isTwice = !isTwice;
      for (const { requests } of Object.values(devices)) requests.set({ doubles: isTwice });
      const doubled = devices.alice.requests.counts.doubled + devices.bob.requests.counts.doubled;
      if (isTwice) tell("From now on every request goes out twice, at the same moment.");
      else tell(`So far ${doubled.toLocaleString("en")} requests went out twice. From now on they go out once.`);
    },
    async kill() {
      const began = performance.now();
      trouble.isServerDown = true;
      await Promise.all(world.nodes.map((node) => node.kill()));
      const what = isSeveral ? "Both processes of the server were" : "The server was";
      tell(`${what} killed with SIGKILL.`);
      await Promise.all(world.nodes.map(startAgain));
      trouble.isServerDown = false;
      const back = `${isSeveral ? "They are" : "It is"} back after ${seconds(began)}.`;
      tell(`${what} killed with SIGKILL. ${back}`, performance.now());
    },
    stop: () => (trouble.isDatabaseStopped ? startDatabase() : stopDatabase()),
    pause: () => dialogue.toggle(),
  };

  async function stopDatabase(): Promise<void> {
    trouble.isDatabaseStopped = true;
    await world.database.stop();
    tell("PostgreSQL was stopped: nothing can be stored or read.");
  }

  async function startDatabase(): Promise<void> {
    const began = performance.now();
    await world.database.start();
    trouble.isDatabaseStopped = false;
    tell(`PostgreSQL is running again after ${seconds(began)}.`, performance.now());
  }

  /** A server does not start without its database, and whoever looks after it tries again. */
  async function startAgain(node: Scene["world"]["nodes"][number]): Promise<void> {
    while (!scene.isOver() && !node.isUp()) await node.start().catch(() => sleep(300));
  }

  function control(name: ControlName, off: string, isOn = false, on = off) {
    return { label: isOn ? on : off, isOn, isBusy: busy.has(name) };
  }

  return {
    press(name: ControlName): void {
      if (busy.has(name)) return;
      const deed = Promise.resolve(deeds[name]())
        .catch((error) => tell(`That did not work: ${error.message}`))
        .finally(() => {
          busy.delete(name);
          onChange();
        });
      busy.set(name, deed);
      onChange();
    },
    /** Everything is whole: the last sentence gets its end. */
    whole(): void {
      if (openSince === null) return;
      event = { ...event, text: `${event.text} Everything was in its place ${seconds(openSince)} later.` };
      openSince = null;
      onChange();
    },
    look: (): Desk => ({
      controls: {
        cut: control("cut", "Cut Bob’s network", trouble.isBobCut, "Mend Bob’s network"),
        burst: control("burst", "Send 500"),
        twice: control("twice", "Send each twice", isTwice),
        kill: control("kill", "Kill the server", trouble.isServerDown, "Server starting…"),
        stop: control("stop", "Stop PostgreSQL", trouble.isDatabaseStopped, "Start PostgreSQL"),
        pause: control("pause", "Pause the talk", dialogue.isPaused(), "Let them talk"),
      },
      event,
      place: placeInWords(scene),
    }),
    /** Nothing is half done. */
    settle: () => Promise.allSettled(busy.values()),
  };
}

function placeInWords({ world, isNaive }: Scene): string {
  if (isNaive) return "Without the filling of gaps (NAIVE=1): what a tab has missed, it never gets.";
  const server = world.nodes.length > 1 ? "two processes of its server" : "its server";
  return `Two tabs with the app’s own code, ${server} and a PostgreSQL: all real, all on this machine.`;
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
