import { createServer } from "node:http";
import { Server } from "socket.io";
import { expect, test } from "vitest";
import { metrics } from "@/lib/metrics";
import type { Announcement } from "@/lib/realtime";
import { threadsChangedWithin } from "@/lib/sync";
import { castOfThree, say } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";
import type { LiveServer } from "./live";
import { createRooms, type RoomAnnouncement } from "./rooms";
import { createSweep } from "./sweep";

const { announced } = setStage();

/** A node with a room that somebody is in, and the looks of its sweep, which this test takes itself. */
async function openNode(threadId?: string) {
  const io: LiveServer = new Server(createServer());
  const rooms = createRooms(io);
  const sweep = createSweep(rooms);
  const open = (id: string) => io.of("/").adapter.addAll("somebody's socket", new Set([`thread:${id}`]));
  if (threadId) await open(threadId);
  for (let looks = 0; looks < 3; looks += 1) await sweep();
  return { rooms, sweep, open };
}

const isRoomAnnouncement = (one: Announcement): one is RoomAnnouncement =>
  !["thread:receipts", "typing", "presence"].includes(one.type);
const deliverAll = (rooms: ReturnType<typeof createRooms>) =>
  Promise.all(announced.splice(0).filter(isRoomAnnouncement).map(rooms.deliver));

/** A change is looked for a moment after it was made. */
const whenFindable = (threadId: string, rev: number) =>
  expect.poll(() => threadsChangedWithin(15)).toContainEqual(expect.objectContaining({ threadId, rev }));

async function foundBy(work: () => Promise<void>): Promise<number> {
  const count = async () => (await metrics().sweepFound.get()).values[0]?.value ?? 0;
  const before = await count();
  await work();
  return (await count()) - before;
}

test("a change of an open thread that nobody is ever told of is an alarm, once", async () => {
  const { ana, threadId } = await castOfThree();
  const { sweep } = await openNode(threadId);
  const found = await foundBy(async () => {
    const { rev } = await say(ana, threadId, "Noodles?");
    announced.length = 0;
    await whenFindable(threadId, rev);
    for (let looks = 0; looks < 4; looks += 1) await sweep();
  });
  expect(found).toBe(1);
});

test("what was delivered is none, nor what is delivered late, nor what was there before the thread was opened", async () => {
  const { ana, threadId } = await castOfThree();
  const { rooms, sweep } = await openNode(threadId);
  const found = await foundBy(async () => {
    for (let said = 0; said < 3; said += 1) {
      await say(ana, threadId, "Noodles?");
      await deliverAll(rooms);
      await sweep();
    }
    const { rev } = await say(ana, threadId, "late");
    await whenFindable(threadId, rev);
    await sweep();
    await deliverAll(rooms);
    for (let looks = 0; looks < 3; looks += 1) await sweep();

    const other = await openNode();
    const before = await say(ana, threadId, "before");
    await other.open(threadId);
    await whenFindable(threadId, before.rev);
    for (let looks = 0; looks < 3; looks += 1) await other.sweep();
  });
  expect(found).toBe(0);
});
