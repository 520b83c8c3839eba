import { sendMessages } from "@/lib/messages";
import { startThread } from "@/lib/new-threads";
import type { Viewer } from "@/lib/sessions";
import { administrator, draft, groupOf, person } from "@/tests/stage/cast";
import type { Link } from "@/tests/stage/link";
import type { Random } from "../random";
import type { Recorder } from "../recorder";
import { createDevice, type Device } from "../tabs/device";

const PEOPLE = 16;
/** Beside the host, who is in every group. */
const GROUP_SIZE = 8;
const GROUPS = 5;
const DIRECT_THREADS = 6;
/** Some people have two devices, and some devices two tabs. */
const SECOND_DEVICES = 6;
const SECOND_TABS = 4;

/** A group, and who is in it beside the host, as far as is known. */
export type Group = { id: string; members: Set<string> };

/**
 * The host's is the first of the devices; nothing happens to it, so that it is certain what was done over it. `others` are
 * those of the rest who have an account.
 */
export type Crowd = { host: Viewer; others: Viewer[]; groups: Group[]; devices: Device[] };

type Means = { random: Random; recorder: Recorder; openDoor: () => Promise<Link>; isNaive: boolean };

/** People in groups and in pairs, each on devices of their own. */
export async function gatherCrowd({ random, recorder, openDoor, isNaive }: Means): Promise<Crowd> {
  const host = await administrator("P0");
  const others = await Promise.all(Array.from({ length: PEOPLE - 1 }, (_, index) => person(`P${index + 1}`)));
  const groups = await Promise.all(Array.from({ length: GROUPS }, openGroup));
  for (let made = 0; made < DIRECT_THREADS; made += 1) await openDirectThread();

  const owners = [host, ...others, ...others.slice(0, SECOND_DEVICES)];
  const devices = await Promise.all(owners.map((owner, index) => openDevice(`d${index}`, owner)));
  for (const device of devices.slice(-SECOND_TABS)) await device.open();
  return { host, others, groups, devices };

  async function openGroup(): Promise<Group> {
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
}
