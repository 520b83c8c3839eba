import { expect, test } from "vitest";
import { setAttention } from "@/lib/attention";
import { castOfThree, say, secondDevice } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";
import { next, serveSockets, sync, whileSilent } from "@/tests/stage/tabs";

setStage();
const server = serveSockets();

test("each device of a person hears what they did with a thread, and nobody else does", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  const [here, there] = [await server.openTab(ana), await server.openTab(await secondDevice(ana))];
  const [bensTab, evesTab] = [await server.openTab(ben), await server.openTab(eve)];

  const heard = [next(here, "thread:attention"), next(there, "thread:attention")];
  const told = await setAttention(ana, { viewerId: ana.id, threadId, change: { isPinned: true } });
  expect(await Promise.all(heard)).toEqual([told, told]);
  for (const [tab, viewer] of [
    [bensTab, ben],
    [evesTab, eve],
  ] as const) {
    await sync(tab, viewer);
    expect(tab.seen).toEqual([]);
  }
});

test("a device that was not told finds it by asking", async () => {
  const { ana, ben, threadId } = await castOfThree();
  await say(ben, threadId, "Noodles?");
  const tab = await server.openTab(ana);
  await whileSilent(() => setAttention(ana, { viewerId: ana.id, threadId, change: { mute: "ever" } }));
  expect(await sync(tab, ana)).toMatchObject({
    value: { list: { attentionTotal: 1, threads: [{ id: threadId, attention: { version: 1 } }] } },
  });
});
