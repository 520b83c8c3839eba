import { expect, test, vi } from "vitest";
import { updatePreferences } from "@/lib/preferences";
import { castOfThree } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";
import { serveSockets, sync } from "@/tests/stage/tabs";

/** What happens between the reading of an answer and its coming. */
const onItsWay = vi.hoisted(() => ({ happens: async () => {} }));
vi.mock("@/lib/preferences", async (original) => {
  const real = await original<typeof import("@/lib/preferences")>();
  const preferencesOf: typeof real.preferencesOf = async (viewer) => {
    const read = await real.preferencesOf(viewer);
    await onItsWay.happens();
    return read;
  };
  return { ...real, preferencesOf };
});

setStage();
const server = serveSockets();

test("whoever turns typing off is told of to nobody, even when they are asked at the same moment what they want", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const [anasTab, bensTab] = [await server.openTab(ana), await server.openTab(ben)];
  onItsWay.happens = async () => {
    onItsWay.happens = async () => {};
    await updatePreferences(ben, { viewerId: ben.id, change: { typingOn: false } });
  };
  await sync(bensTab, ben);

  await bensTab.emitWithAck("typing", { threadId, isTyping: true });
  await sync(anasTab, ana);
  expect(anasTab.seen).toEqual([]);
});
