import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "../random";
import type { Recorder } from "../recorder";
import { type Device, openThreads } from "../tabs/device";
import type { Page } from "../tabs/page";
import { createComings } from "./comings";
import type { Crowd } from "./crowd";

/** How often each device does it, and the crowd as a whole the last two, in milliseconds on average. */
const PACE = { display: 3_000, reload: 90_000, older: 15_000, navigate: 1_000, membership: 1_500, signOut: 6_000 };

type Ways = {
  random: Random;
  recorder: Recorder;
  /** Messages a second, of all together. */
  rate: number;
  /** Only to write and to read: whoever reloads gets what they missed. */
  isNaive: boolean;
};

/** Lets the crowd write, read, reload, sign out, and come and go in groups; answers how to end it. */
export function followHabits(
  crowd: Crowd,
  { random, recorder, rate, isNaive }: Ways,
): { fallQuiet: () => Promise<void> } {
  const quiet = new AbortController();
  setMaxListeners(0, quiet.signal);
  const loops: Promise<void>[] = [];

  for (const device of crowd.devices) {
    again((1000 * crowd.devices.length) / rate, () => inSomeThread(device, write));
    again(PACE.display, () => inSomeThread(device, (page, threadId) => page.display(threadId)));
    again(PACE.navigate, () => navigate(device));
    if (isNaive) continue;
    again(PACE.reload, () => onSomePage(device, (page) => device.reload(page)));
    again(PACE.older, () => inSomeThread(device, (page, threadId) => page.loadOlder(threadId)));
  }
  if (!isNaive) {
    const { changeMembership, endSomeSession } = createComings(crowd, random, recorder);
    again(PACE.membership, changeMembership);
    again(PACE.signOut, endSomeSession);
  }

  /** Does it again and again, at irregular times; what fails is tried again at the next one. */
  function again(pace: number, act: () => Promise<void>): void {
    loops.push(
      (async () => {
        for (;;) {
          await sleep(-Math.log(1 - random.next()) * pace, null, { signal: quiet.signal }).catch(() => {});
          if (quiet.signal.aborted) return;
          await act().catch(() => {});
        }
      })(),
    );
  }

  async function onSomePage(device: Device, act: (page: Page) => Promise<void> | void): Promise<void> {
    const pages = device.pages();
    if (pages.length > 0) await act(random.pick(pages));
  }

  function inSomeThread(device: Device, act: (page: Page, threadId: string) => Promise<void> | void): Promise<void> {
    return onSomePage(device, async (page) => {
      const open = page.tab.deliveries.listed().filter(({ id }) => page.timelineOf(id)?.isGone === false);
      if (open.length > 0) await act(page, random.pick(open).id);
    });
  }

  function write(page: Page, threadId: string): void {
    const words = Math.min(200, Math.ceil(-Math.log(1 - random.next()) * 15));
    const text = Array.from({ length: words }, () => Math.floor(random.next() * 1e8).toString(36)).join(" ");
    page.write(threadId, text);
  }

  async function navigate(device: Device): Promise<void> {
    for (const page of device.pages()) await openThreads(page);
  }

  return {
    /** Nobody begins anything any more. */
    async fallQuiet(): Promise<void> {
      quiet.abort();
      await Promise.all(loops);
    },
  };
}
