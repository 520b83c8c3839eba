import { expect, test } from "vitest";
import { changeName, changeTheme } from "@/lib/profile";
import { castOfThree, person, secondDevice } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";
import { eventsOf, next, serveSockets, sync, type TestTab } from "@/tests/stage/tabs";

setStage();
const server = serveSockets();

test("open tabs hear of a new name at once, and one types under it", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const [anasTab, bensTab] = [await server.openTab(ana), await server.openTab(ben)];
  const heard = next(anasTab, "person:changed");
  await changeName(ben, { viewerId: ben.id, name: "Benedict" });
  expect(await heard).toMatchObject({ id: ben.id, name: "Benedict" });

  await bensTab.emitWithAck("typing", { threadId, isTyping: true });
  await sync(anasTab, ana);
  expect(anasTab.seen.find(([event]) => event === "typing")?.[1]).toMatchObject({ person: { name: "Benedict" } });
});

test("a new name is told where its person is or was, and nowhere else", async () => {
  const [{ ana, ben, eve }, stranger] = [await castOfThree(), await person("Stranger")];
  const tabs = await Promise.all([ana, eve, stranger, ben].map(server.openTab));
  const [anasTab, , , bensTab] = tabs as [TestTab, TestTab, TestTab, TestTab];
  const heard = [next(anasTab, "person:changed"), next(bensTab, "person:changed")];
  await changeName(ben, { viewerId: ben.id, name: "Benedict" });
  await Promise.all(heard);
  for (const [tab, viewer] of [
    [tabs[1]!, eve],
    [tabs[2]!, stranger],
  ] as const) {
    await sync(tab, viewer);
    expect(eventsOf(tab)).not.toContain("person:changed");
  }
});

test("a theme that is chosen on one device is told to the person's others, and to nobody else", async () => {
  const { ana, eve } = await castOfThree();
  const [tab, evesTab] = [await server.openTab(await secondDevice(ana)), await server.openTab(eve)];
  const heard = next(tab, "theme:changed");
  await changeTheme(ana, { viewerId: ana.id, theme: "dark" });
  expect(await heard).toBe("dark");
  await sync(evesTab, eve);
  expect(evesTab.seen).toEqual([]);
});
