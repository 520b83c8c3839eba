import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { NodePresence } from "@/lib/realtime";
import type { Presence } from "@/lib/wire/presence";
import { createPresenceBook } from "./presence";

const START = Date.parse("2026-11-03T12:00:00Z");
beforeEach(() => void vi.useFakeTimers({ now: START }));
afterEach(() => void vi.useRealTimers());

const MINUTE = 60_000;
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
const at = (milliseconds: number) => new Date(START + milliseconds).toISOString();

/** Nodes that hear each other, as long as the bus is there. */
function rehearse(count: number) {
  const bus = { isUp: true };
  const nodes = Array.from({ length: count }, () => {
    const told: Presence[] = [];
    const kept: { id: string; lastSeenAt: Date }[] = [];
    const book = createPresenceBook({
      tell: (presence) => told.push(presence),
      announce(word: NodePresence) {
        if (bus.isUp) for (const node of nodes) node.hearNode(word);
      },
      keepLastSeen: async (people) => void kept.push(...people),
    });
    return { ...book, told, kept };
  });
  return { nodes: nodes as [(typeof nodes)[number], (typeof nodes)[number]], bus };
}
const states = ({ told }: { told: Presence[] }) => told.map(({ state }) => state);
const ben = { id: "ben", presenceOn: true, lastSeenAt: null };

test("somebody is there as long as a heartbeat comes, and gone a minute after the last, whatever their socket did", async () => {
  const [node] = rehearse(1).nodes;
  for (let beat = 0; beat < 4; beat += 1) {
    node.hear("ben", "laptop", "online");
    await pass(25_000);
  }
  expect(states(node)).toEqual(["online"]);
  await pass(MINUTE);
  expect(node.told.slice(1)).toEqual([{ personId: "ben", state: "offline", lastSeenAt: at(75_000) }]);
  expect(node.kept.at(-1)).toEqual({ id: "ben", lastSeenAt: new Date(START + 75_000) });
  expect(vi.getTimerCount()).toBe(1);
});

test("of several devices the most active counts", async () => {
  const [node] = rehearse(1).nodes;
  node.hear("ben", "laptop", "online");
  node.hear("ben", "phone", "away");
  expect(states(node)).toEqual(["online"]);
  node.hear("ben", "laptop", "away");
  node.hear("ben", "phone", "online");
  expect(states(node)).toEqual(["online", "away", "online"]);
});

test("a goodbye counts when the person is there elsewhere, and not at once: a page may be loaded anew", async () => {
  const [node] = rehearse(1).nodes;
  node.hear("ben", "laptop", "online");
  node.hear("ben", "phone", "away");
  node.bye("ben", "laptop");
  await pass(4_999);
  expect(states(node)).toEqual(["online"]);
  await pass(5_001);
  expect(states(node)).toEqual(["online", "away"]);
  node.bye("ben", "phone");
  await pass(30_000);
  expect(states(node)).toEqual(["online", "away"]);
});

test("the nodes know of each other's people, on whichever of them their devices are", async () => {
  const { nodes } = rehearse(2);
  const [one, other] = nodes;
  one.hear("ben", "laptop", "online");
  other.hear("ben", "phone", "away");
  expect([states(one), states(other)]).toEqual([["online"], ["online"]]);
  one.hear("ben", "laptop", "away");
  expect(states(other)).toEqual(["online", "away"]);
  for (let beat = 0; beat < 4; beat += 1) {
    await pass(25_000);
    one.hear("ben", "laptop", "online");
  }
  expect([states(one), states(other)]).toEqual([
    ["online", "away", "online"],
    ["online", "away", "online"],
  ]);
  await pass(2 * MINUTE);
  expect([states(one).at(-1), states(other).at(-1)]).toEqual(["offline", "offline"]);
});

test("a node that is not heard any more is forgotten with its people, and one that missed a word learns it from the next digest", async () => {
  const { nodes, bus } = rehearse(2);
  const [one, other] = nodes;
  bus.isUp = false;
  const heart = setInterval(() => one.hear("ben", "laptop", "online"), 25_000);
  await pass(30_000);
  expect([states(one), states(other)]).toEqual([["online"], []]);
  bus.isUp = true;
  await pass(25_000);
  expect(states(other)).toEqual(["online"]);
  bus.isUp = false;
  await pass(2 * MINUTE);
  expect([states(one), states(other)]).toEqual([["online"], ["online", "offline"]]);
  clearInterval(heart);
});

test("while somebody is there it is kept every five minutes, and when the process stops", async () => {
  const [node] = rehearse(1).nodes;
  for (let beat = 0; beat < 30; beat += 1) {
    node.hear("ben", "laptop", "online");
    await pass(20_000);
  }
  expect(node.kept).toHaveLength(2);
  await node.close();
  expect(node.kept.at(-1)).toEqual({ id: "ben", lastSeenAt: new Date(START + 580_000) });
});

test("who does not tell is told of to nobody, and whoever is gone is told when they were last kept", () => {
  const [node] = rehearse(1).nodes;
  node.hear("ben", "laptop", "online");
  expect(node.presenceOf(ben)).toEqual({ personId: "ben", state: "online", lastSeenAt: null });
  node.hide("ben");
  expect(states(node)).toEqual(["online", "hidden"]);
  expect(node.presenceOf({ ...ben, presenceOn: false })).toMatchObject({ state: "hidden" });
  const gone = { id: "cleo", presenceOn: true, lastSeenAt: new Date(START) };
  expect(node.presenceOf(gone)).toEqual({ personId: "cleo", state: "offline", lastSeenAt: at(0) });
});

test("a word that another node sent before it knew is not told of somebody who tells no more, until they tell again", async () => {
  const [one, other] = rehearse(2).nodes;
  one.hide("ben");
  other.hear("ben", "phone", "online");
  await pass(20_000);
  expect(states(one)).toEqual(["hidden"]);
  one.show("ben");
  await pass(20_000);
  expect(states(one)).toEqual(["hidden", "online"]);
});
