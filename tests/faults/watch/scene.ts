import { setTimeout as sleep } from "node:timers/promises";
import { hasNewer } from "@/components/timeline/timeline";
import { startThread } from "@/lib/new-threads";
import { person } from "@/tests/stage/cast";
import { hasRedis } from "@/tests/stage/redis";
import type { Happening } from "../history";
import { randomFrom } from "../random";
import { createRecorder, type Recorder } from "../recorder";
import { createDevice, type Device } from "../tabs/device";
import type { Page } from "../tabs/page";
import { openWorld } from "../world/world";
import type { Side } from "./state";
import { createTally } from "./tally";

const LOOK_MS = 200;

export type Scene = Awaited<ReturnType<typeof openScene>>;

/** Alice and Bob, each with one page on a device of their own, and a thread between them. */
export async function openScene(isNaive: boolean) {
  const random = randomFrom(Date.now());
  // Without a Redis, two nodes would learn of each other's messages by the sweep only, seconds later.
  const world = await openWorld({ nodes: hasRedis ? 2 : 1, random });
  const tally = createTally();
  const recorder = tellTo(tally.note);

  const [alice, bob] = await Promise.all([person("Alice"), person("Bob")]);
  const { threadId } = await startThread(alice, { viewerId: alice.id, personIds: [bob.id], title: "" });
  const options = { recorder, isNaive };
  const devices = {
    alice: createDevice("alice", alice, await world.openDoor(), options),
    bob: createDevice("bob", bob, await world.openDoor(), options),
  };
  await Promise.all(
    Object.values(devices).map(async (device) => {
      const page = await device.open();
      // In which nothing was said yet, it is not in the list.
      await page?.open(threadId);
    }),
  );

  /** What is being done to them. */
  const trouble = { isBobCut: false, isServerDown: false, isDatabaseStopped: false };
  let isOver = false;
  let calmSince = recorder.now();
  const loops = Object.values(devices).map(async (device) => {
    for (; !isOver; await sleep(LOOK_MS)) {
      nudge(device);
      while (!isOver && (await lookFurtherBack(device)));
    }
  });

  /** Somebody sees that everything is back, and presses "Reconnect" on a page that has given up. */
  function nudge(device: Device): void {
    const page = device.pages()[0];
    if (page?.tab.connection().state === "gave-up" && !isTroubled()) page.tab.retryNow();
  }

  const isTroubled = () => Object.values(trouble).includes(true);

  /** A page that has missed too much begins anew with a page of history; somebody scrolls until it is whole. */
  async function lookFurtherBack(device: Device): Promise<boolean> {
    const page = device.pages()[0];
    const before = page?.timelineOf(threadId);
    if (!page || !before || !isConnected(page) || !(before.hasOlder || hasNewer(before))) return false;
    await (before.hasOlder ? page.loadOlder(threadId) : page.loadNewer(threadId)).catch(() => {});
    if (page.timelineOf(threadId)?.messages.length === before.messages.length) return false;
    calmSince = recorder.now();
    return true;
  }

  return {
    world,
    tally,
    threadId,
    devices,
    trouble,
    isNaive,
    now: recorder.now,
    isOver: () => isOver,
    pageOf: (side: Side) => devices[side].pages()[0],
    write: (side: Side, body: string) => devices[side].pages()[0]?.write(threadId, body),
    /** Since when everything works and nobody is still reading up, in milliseconds since the beginning. */
    calmSince(): number {
      const areThere = Object.values(devices).every((device) => device.pages().some(isConnected));
      if (isTroubled() || !areThere) calmSince = recorder.now();
      return calmSince;
    },
    /** Nothing new begins. */
    end(): void {
      isOver = true;
    },
    async close(): Promise<void> {
      for (const device of Object.values(devices)) device.off();
      await Promise.all(loops);
      await world.close();
    },
  };
}

const isConnected = (page: Page) => page.tab.connection().state === "connected";

/** A recorder that keeps nothing: the page may be watched for hours. */
function tellTo(note: (happening: Happening) => void): Recorder {
  const recorder = createRecorder();
  return { ...recorder, record: (happening) => note({ at: recorder.now(), ...happening } as Happening) };
}
