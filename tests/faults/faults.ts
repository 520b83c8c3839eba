import { setTimeout as sleep } from "node:timers/promises";
import type { Link, Weather } from "@/tests/stage/link";
import type { Random } from "./random";
import type { Device } from "./tabs/device";
import type { Node } from "./world/node";
import type { World } from "./world/world";

/** What a fault is done to. `devices` are those that may be hurt: one has to work for the rig to know what it did. */
export type Victims = { world: World; devices: Device[]; random: Random };

/** Does it for about `duration` milliseconds, and mends it again. */
type Fault = (victims: Victims, duration: number) => Promise<void>;

export type FaultName = keyof typeof FAULTS;

export const FAULTS = {
  "node killed": ({ world, random }) => killed(world, random, (node) => node.kill()),
  "node killed between commit and announcement": ({ world, random }) =>
    killed(world, random, (node) => node.killUntold()),
  "node frozen": async ({ world, random }, duration) => {
    const node = random.pick(world.nodes);
    node.freeze();
    await sleep(duration);
    node.thaw();
  },
  "nodes restarted one after the other": async ({ world }) => {
    for (const node of world.nodes) {
      if (!node.isUp()) continue;
      const { code, took } = await node.stop();
      world.stops.push({ code, took });
      await node.start();
    }
  },
  "PostgreSQL crashed": ({ world }) => world.database.crash(),
  "PostgreSQL paused": ({ world }, duration) => under(world.links.database, { isPaused: true }, duration),
  "PostgreSQL takes no connections": async ({ world }, duration) => {
    for (const link of world.links.database) link.cut();
    await under(world.links.database, { isRefusing: true }, duration);
  },
  "PostgreSQL cut off from a node": async ({ world, random }) => random.pick(world.links.database).cut(),
  "Redis killed": async ({ world }, duration) => {
    if (!world.hasRedis) return;
    await world.killRedis();
    await sleep(duration);
    await world.startRedis();
  },
  "Redis out of a node's reach": async ({ world, random }, duration) => {
    if (world.hasRedis) await under([random.pick(world.links.redis)], { isPaused: true }, duration);
  },
  "connections reset": async (victims) => {
    for (const { door } of some(victims)) door.cut();
  },
  "connections half closed": async (victims) => {
    for (const { door } of some(victims)) door.halfClose();
  },
  "network silent": (victims, duration) => under(doorsOf(some(victims)), { isPaused: true }, duration),
  "airplane mode": async (victims, duration) => {
    const devices = some(victims);
    tellAll(devices, "offline");
    for (const { door } of devices) door.cut();
    await under(doorsOf(devices), { isRefusing: true }, duration);
    tellAll(devices, "online");
  },
  "network slow": (victims, duration) =>
    under(doorsOf(some(victims)), { delay: victims.random.between(50, 600) }, duration),
  "reader slow": (victims, duration) => under(doorsOf(some(victims)), { rate: 3_000 }, duration),
  "requests doubled": async ({ devices }, duration) => {
    for (const { requests } of devices) requests.set({ doubles: true });
    await sleep(duration);
    for (const { requests } of devices) requests.set();
  },
  "requests replayed late": async ({ devices, random }, duration) => {
    for (const { requests } of devices) requests.set({ replaysAfter: random.between(3_000, 20_000) });
    await sleep(duration);
    for (const { requests } of devices) requests.set();
  },
} satisfies Record<string, Fault>;

async function killed(world: World, random: Random, kill: (node: Node) => Promise<void>): Promise<void> {
  const node = random.pick(world.nodes);
  if (!node.isUp()) return;
  await kill(node);
  await sleep(random.between(0, 1_500));
  await node.start();
}

async function under(links: Link[], weather: Partial<Weather>, duration: number): Promise<void> {
  for (const link of links) link.set(weather);
  await sleep(duration);
  for (const link of links) link.set();
}

/** About a quarter of the devices. */
function some({ devices, random }: Victims): Device[] {
  const chosen = devices.filter(() => random.chance(0.25));
  return chosen.length > 0 ? chosen : [random.pick(devices)];
}

const doorsOf = (devices: Device[]) => devices.map(({ door }) => door);

function tellAll(devices: Device[], signal: "online" | "offline"): void {
  for (const device of devices) for (const page of device.pages()) page.signal(signal);
}
