import { expect, test } from "vitest";
import { setBlock } from "@/lib/blocks";
import type { Viewer } from "@/lib/sessions";
import { groupOf, person, say } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";
import { eventsOf, next, serveSockets, sync, type TestTab } from "@/tests/stage/tabs";

setStage();
const server = serveSockets();

async function club() {
  const [ana, ben, cleo] = await Promise.all([person("Ana"), person("Ben"), person("Cleo")]);
  const threadId = await groupOf(ana, ben, cleo);
  await say(cleo, threadId, "Noodles?");
  const tabs = await Promise.all([ana, ben, cleo].map(server.openTab));
  return { ana, ben, cleo, threadId, tabs: tabs as [TestTab, TestTab, TestTab] };
}

const block = (viewer: Viewer, { id }: Viewer, isBlocked: boolean) =>
  setBlock(viewer, { viewerId: viewer.id, personId: id, isBlocked });
const heardOf = (tab: TestTab) => eventsOf(tab).filter((event) => ["typing", "thread:receipt"].includes(event));

test("from the block on two people hear nothing of each other's typing and reading, and others of both", async () => {
  const { ana, ben, cleo, threadId, tabs } = await club();
  const [anasTab, bensTab, cleosTab] = tabs;
  await block(ana, ben, true);
  for (const tab of [anasTab, bensTab]) {
    await tab.emitWithAck("typing", { threadId, isTyping: true });
    await tab.emitWithAck("thread:displayed", { threadId, seq: 2, version: 0 });
  }
  await Promise.all([sync(anasTab, ana), sync(bensTab, ben), sync(cleosTab, cleo)]);
  expect([anasTab, bensTab].map(heardOf)).toEqual([[], []]);
  expect(heardOf(cleosTab).sort()).toEqual(["thread:receipt", "thread:receipt", "typing", "typing"]);

  const asked = next(bensTab, "preferences:changed");
  await block(ana, ben, false);
  await asked;
  const typing = next(anasTab, "typing");
  await bensTab.emitWithAck("typing", { threadId, isTyping: true });
  expect(await typing).toMatchObject({ person: { id: ben.id } });
});

test("whoever was watched is hidden at once, both ways, and cannot be watched again", async () => {
  const { ana, ben, tabs } = await club();
  const [anasTab, bensTab] = tabs;
  const watch = (tab: TestTab, { id }: Viewer) => tab.emitWithAck("presence:watch", { personIds: [id] });
  await bensTab.emitWithAck("presence", { state: "online" });
  expect(await watch(anasTab, ben)).toMatchObject({ value: [{ personId: ben.id, state: "online" }] });
  await watch(bensTab, ana);

  const hidden = [next(anasTab, "presence"), next(bensTab, "presence")];
  const told = next(anasTab, "blocks:changed");
  await block(ana, ben, true);
  expect(await Promise.all(hidden)).toMatchObject([
    { personId: ben.id, state: "hidden" },
    { personId: ana.id, state: "hidden" },
  ]);
  expect(await told).toEqual([ben.id]);
  for (const [tab, other] of [
    [anasTab, ben],
    [bensTab, ana],
  ] as const)
    expect(await watch(tab, other)).toEqual({ ok: true, value: [] });
  expect(eventsOf(bensTab)).not.toContain("blocks:changed");
});

test("a tab that comes later keeps to it as well", async () => {
  const { ana, ben, threadId, tabs } = await club();
  await block(ana, ben, true);
  const later = await server.openTab(ana);
  await tabs[1].emitWithAck("typing", { threadId, isTyping: true });
  await sync(later, ana);
  expect(heardOf(later)).toEqual([]);
});
