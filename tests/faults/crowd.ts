import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { addParticipants, removeParticipant } from "@/lib/membership";
import { sendMessages } from "@/lib/messages";
import { endSession, type Viewer } from "@/lib/sessions";
import { startThread } from "@/lib/threads";
import { draft, groupOf, person } from "@/tests/stage/cast";
import type { Link } from "@/tests/stage/link";
import { createDevice, type Device, openThreads } from "./device";
import type { Page } from "./page";
import type { Random } from "./random";
import type { Recorder } from "./recorder";
import { findPlace } from "./truth";

const PEOPLE = 16;
/** Beside the host, who is in every group. */
const GROUP_SIZE = 8;
const GROUPS = 5;
const DIRECT_THREADS = 6;
/** Some people have two devices, and some devices two tabs. */
const SECOND_DEVICES = 6;
const SECOND_TABS = 4;

/** How often each does it, in milliseconds on average. */
const PACE = { display: 3_000, reload: 90_000, older: 15_000, membership: 1_500, signOut: 6_000, navigate: 1_000 };

type Options = {
  random: Random;
  recorder: Recorder;
  openDoor: () => Promise<Link>;
  isNaive: boolean;
  /** Messages a second, of all together. */
  rate: number;
};

export type Crowd = Awaited<ReturnType<typeof gatherCrowd>>;

/** People who write, read, reload, sign out, and come and go in groups, each on devices of their own. */
export async function gatherCrowd(options: Options) {
  const { random, recorder, openDoor, isNaive, rate } = options;
  const people = await Promise.all(Array.from({ length: PEOPLE }, (_, index) => person(`P${index}`)));
  const [host, ...others] = people as [Viewer, ...Viewer[]];
  const groups = await Promise.all(Array.from({ length: GROUPS }, openGroup));
  for (let made = 0; made < DIRECT_THREADS; made += 1) await openDirectThread();

  const owners = [...people, ...others.slice(0, SECOND_DEVICES)];
  const devices = await Promise.all(owners.map(async (owner, index) => openDevice(`d${index}`, owner)));
  for (const device of devices.slice(-SECOND_TABS)) await device.open();

  async function openGroup() {
    const members = shuffled(others).slice(0, GROUP_SIZE) as [Viewer, Viewer, ...Viewer[]];
    return { id: await groupOf(host, ...members), members: new Set(members.map(({ id }) => id)) };
  }

  async function openDirectThread(): Promise<void> {
    const [one, other] = shuffled(others) as [Viewer, Viewer, ...Viewer[]];
    const { threadId } = await startThread(one, { viewerId: one.id, personIds: [other.id], title: "" });
    // A direct thread in which nothing was said is in nobody's list. What is said here, no device says.
    const first = draft("Shall we?");
    const written = { tab: `before ${threadId}`, device: "none", person: one.id };
    recorder.record({ kind: "opened", ...written, session: one.sessionId });
    recorder.record({ kind: "written", ...written, thread: threadId, id: first.id });
    recorder.record({ kind: "closed", tab: written.tab });
    await sendMessages(one, { viewerId: one.id, threadId, drafts: [first] });
  }

  async function openDevice(name: string, owner: Viewer): Promise<Device> {
    const device = createDevice(name, owner, await openDoor(), { recorder, isNaive });
    await device.open();
    return device;
  }

  function shuffled<Value>(values: Value[]): Value[] {
    return values
      .map((value) => ({ value, place: random.next() }))
      .sort((one, other) => one.place - other.place)
      .map(({ value }) => value);
  }

  function onSomePage(device: Device, act: (page: Page) => Promise<void> | void): Promise<void> | void {
    const pages = device.pages();
    if (pages.length > 0) return act(random.pick(pages));
  }

  function onSomeThread(page: Page, act: (threadId: string) => Promise<void> | void): Promise<void> | void {
    const open = page.tab.deliveries.listed().filter(({ id }) => page.timelineOf(id)?.isGone === false);
    if (open.length > 0) return act(random.pick(open).id);
  }

  const write = (device: Device) =>
    onSomePage(device, (page) => onSomeThread(page, (threadId) => page.write(threadId, someText(random))));
  const display = (device: Device) =>
    onSomePage(device, (page) => onSomeThread(page, (threadId) => page.display(threadId)));
  const loadOlder = (device: Device) =>
    onSomePage(device, (page) => onSomeThread(page, (threadId) => page.loadOlder(threadId)));
  const navigate = async (device: Device) => {
    for (const page of device.pages()) await openThreads(page);
  };
  const reload = (device: Device) => onSomePage(device, (page) => device.reload(page));

  /** Adds or removes somebody, or lets them leave: through a node, or behind the back of all of them. */
  async function changeMembership(): Promise<void> {
    const { id: threadId, members } = random.pick(groups);
    const subject = random.pick(others);
    const isRemoval = members.has(subject.id);
    const actor = isRemoval && random.chance(0.3) ? subject : host;
    const asked = recorder.now();

    if (random.chance(0.1)) await untold(() => change(actor, threadId, subject, isRemoval));
    else await ask(actor, threadId, subject, isRemoval);

    // Whatever the answer was, or whether there was one: this is how it is now.
    const { isIn, leftSeq } = await findPlace(threadId, subject.id);
    if (isIn) members.add(subject.id);
    else members.delete(subject.id);
    if (isRemoval && !isIn)
      recorder.record({ kind: "removed", person: subject.id, thread: threadId, upTo: leftSeq, asked });
  }

  function change(actor: Viewer, threadId: string, { id }: Viewer, isRemoval: boolean): Promise<void> {
    const asActor = { viewerId: actor.id, threadId };
    return isRemoval
      ? removeParticipant(actor, { ...asActor, personId: id })
      : addParticipants(actor, { ...asActor, personIds: [id] });
  }

  async function ask(actor: Viewer, threadId: string, { id }: Viewer, isRemoval: boolean): Promise<void> {
    const page = devices.find((device) => device.viewer().id === actor.id)?.pages()[0];
    const asActor = { viewerId: actor.id, threadId };
    await (isRemoval
      ? page?.post("removeParticipant", { ...asActor, personId: id })
      : page?.post("addParticipants", { ...asActor, personIds: [id] })
    )?.catch(() => null);
  }

  /** No node is told: as if each word of it had been lost. */
  async function untold(work: () => Promise<void>): Promise<void> {
    recorder.record({ kind: "fault", name: "word lost" });
    await work().finally(() => recorder.record({ kind: "mended", name: "word lost" }));
  }

  /** Ends a session by its person, or from elsewhere. */
  async function endSomeSession(): Promise<void> {
    const device = random.pick(devices.slice(1));
    const page = device.pages()[0];
    if (!page) return;
    const asked = recorder.now();
    const { sessionId } = page.viewer;
    if (random.chance(0.3)) await untold(() => endSession(sessionId));
    else if ((await device.signOut(page)) === null) return;
    recorder.record({ kind: "session-ended", session: sessionId, asked });
  }

  const quiet = new AbortController();
  setMaxListeners(0, quiet.signal);
  const loops: Promise<void>[] = [];

  /** Does it again and again, at irregular times; what fails is tried again at the next one. */
  function again(pace: number, act: () => Promise<void> | void): void {
    loops.push(
      (async () => {
        for (;;) {
          await sleep(-Math.log(1 - random.next()) * pace, null, { signal: quiet.signal }).catch(() => {});
          if (quiet.signal.aborted) return;
          await Promise.resolve(act()).catch(() => {});
        }
      })(),
    );
  }

  return {
    devices,
    begin(): void {
      for (const device of devices) {
        again((1000 * devices.length) / rate, () => write(device));
        again(PACE.display, () => display(device));
        again(PACE.navigate, () => navigate(device));
        if (isNaive) continue;
        again(PACE.reload, () => reload(device));
        again(PACE.older, () => loadOlder(device));
      }
      if (isNaive) return;
      again(PACE.membership, changeMembership);
      again(PACE.signOut, endSomeSession);
    },
    /** Nobody begins anything any more. */
    async fallQuiet(): Promise<void> {
      quiet.abort();
      await Promise.all(loops);
    },
    leave(): void {
      for (const device of devices) device.off();
    },
  };
}

function someText(random: Random): string {
  const words = Math.ceil(-Math.log(1 - random.next()) * 15);
  return Array.from({ length: Math.min(words, 200) }, () => Math.floor(random.next() * 1e8).toString(36)).join(" ");
}
