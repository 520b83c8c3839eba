import type { Message } from "@/lib/wire/messages";
import type { Random } from "../random";
import type { Recorder } from "../recorder";
import { type Device, openThreads } from "../tabs/device";
import type { Page } from "../tabs/page";
import { createComings } from "./comings";
import type { Crowd } from "./crowd";
import { createDeletions } from "./deletions";
import { createGroupChanges } from "./groups";
import { createPace } from "./pace";
import { createWishes } from "./wishes";

/** How often each device does it, and from `membership` on the crowd as a whole, in milliseconds on average. */
const PACE = {
  display: 3_000,
  change: 4_000,
  mark: 20_000,
  markAll: 60_000,
  reload: 90_000,
  older: 15_000,
  wander: 12_000,
  navigate: 1_000,
  attention: 20_000,
  block: 45_000,
  face: 45_000,
  membership: 1_500,
  signOut: 6_000,
  title: 8_000,
  role: 8_000,
  history: 20_000,
  picture: 10_000,
};

type Ways = {
  random: Random;
  recorder: Recorder;
  /** Messages a second, of all together. */
  rate: number;
  /** How long they have. */
  milliseconds: number;
  /** Only to write and to read: whoever reloads gets what they missed. */
  isNaive: boolean;
};

/** Lets the crowd write, read, reload, sign out, come and go in groups, and change them and itself; answers how to end it. */
export function followHabits(
  crowd: Crowd,
  { random, recorder, rate, milliseconds, isNaive }: Ways,
): { fallQuiet: () => Promise<void> } {
  const { again, againAtOnce, once, fallQuiet } = createPace(random);
  const { changeAttention, changeBlock, changeFace } = createWishes(crowd, random);

  for (const device of crowd.devices) {
    again((1000 * crowd.devices.length) / rate, () => inSomeThread(device, write));
    again(PACE.display, () => inSomeThread(device, (page, threadId) => page.reading.display(threadId)));
    again(PACE.mark, () => inSomeThread(device, (page, threadId) => page.reading.markUnread(threadId, random)));
    again(PACE.markAll, () => onSomePage(device, (page) => page.reading.markAllRead()));
    again(PACE.navigate, () => navigate(device));
    if (isNaive) continue;
    again(PACE.reload, () => onSomePage(device, (page) => device.reload(page)));
    again(PACE.change, () => inSomeThread(device, change));
    again(PACE.older, () => inSomeThread(device, (page, threadId) => page.loadOlder(threadId)));
    again(PACE.wander, () => inSomeThread(device, wander));
    again(PACE.attention, () => inSomeThread(device, changeAttention));
    again(PACE.block, () => onSomePage(device, changeBlock));
    again(PACE.face, () => onSomePage(device, changeFace));
  }
  if (!isNaive) {
    const { changeMembership, endSomeSession } = createComings(crowd, random, recorder);
    againAtOnce(PACE.membership, changeMembership);
    again(PACE.signOut, endSomeSession);
    const { rename, changeRole, changeHistory, changePicture } = createGroupChanges(crowd, random, recorder);
    againAtOnce(PACE.title, rename);
    againAtOnce(PACE.role, changeRole);
    againAtOnce(PACE.history, changeHistory);
    againAtOnce(PACE.picture, changePicture);
    const { deleteSomebody } = createDeletions(crowd, random, recorder);
    once(milliseconds * 0.35, () => deleteSomebody("stubs"));
    once(milliseconds * 0.6, () => deleteSomebody("keep"));
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
    const original = random.next() < 0.2 ? someMessage(page, threadId) : undefined;
    page.write(threadId, text, original);
  }

  /** Something that somebody wrote, rather of late than long ago. */
  function someMessage(page: Page, threadId: string): Message | undefined {
    const written = (page.timelineOf(threadId)?.messages ?? []).filter(({ event }) => event === null);
    const back = Math.floor(-Math.log(1 - random.next()) * 10);
    return written.at(-1 - Math.min(back, written.length - 1));
  }

  /** Edits or deletes what they wrote themselves; to what others wrote they react. */
  async function change(page: Page, threadId: string): Promise<void> {
    const message = someMessage(page, threadId);
    if (!message) return;
    if (message.author.id !== page.viewer.id) {
      const isOn = random.next() < 0.7;
      await page.change("setReaction", message, { emoji: random.pick(["👍", "❤️", "😂"]), isOn });
    } else if (random.next() < 0.2) await page.change("deleteMessage", message, {});
    else await page.change("editMessage", message, { body: Math.floor(random.next() * 1e8).toString(36) });
  }

  /** Goes to some message and reads on from there, or comes back to the end. */
  async function wander(page: Page, threadId: string): Promise<void> {
    const newest = page.timelineOf(threadId)?.newest ?? 0;
    const seq = random.chance(0.5) ? null : Math.ceil(random.next() * newest);
    await page.jump(threadId, seq);
    if (seq === null) return;
    await (random.chance(0.5) ? page.loadNewer(threadId) : page.loadOlder(threadId));
    page.letGo(threadId, seq);
  }

  async function navigate(device: Device): Promise<void> {
    for (const page of device.pages()) await openThreads(page);
  }

  return { fallQuiet };
}
