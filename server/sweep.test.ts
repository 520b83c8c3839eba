import { expect, test } from "vitest";
import { setBlock } from "@/lib/blocks";
import { removeParticipant } from "@/lib/membership";
import { signOut } from "@/lib/sessions";
import { castOfThree, groupOf, person, say } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";
import { eventsOf, next, serveSockets, sync, whileSilent } from "@/tests/stage/tabs";

setStage();
const server = serveSockets();

test("what was committed without a word of it is found by the sweep, once, and by participants only", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  const [bensTab, evesTab] = [await server.openTab(ben), await server.openTab(eve)];
  const first = next(bensTab, "message:created");
  await say(ana, threadId, "announced");
  await first;
  bensTab.seen.length = 0;

  const head = next(bensTab, "thread:head");
  const { rev } = await whileSilent(() => say(ana, threadId, "never announced"));
  expect(await head).toEqual({ threadId, rev });
  const caughtUp = await bensTab.emitWithAck("thread:join", { threadId, rev: rev - 1 });
  expect(caughtUp).toMatchObject({ value: { messages: [{ body: "never announced" }] } });
  await sync(evesTab, eve);
  expect(evesTab.seen).toEqual([]);
});

test("a session that ended without a word of it is cut by the sweep, a membership too", async () => {
  const [ana, ben, cleo] = await Promise.all([person("Ana"), person("Ben"), person("Cleo")]);
  const threadId = await groupOf(ana, ben, cleo);
  const [bensTab, cleosTab] = [await server.openTab(ben), await server.openTab(cleo)];
  const closed = new Promise((resolve) => bensTab.once("disconnect", resolve));
  const gone = next(cleosTab, "thread:gone");

  await whileSilent(async () => {
    await signOut(ben);
    await removeParticipant(ana, { viewerId: ana.id, threadId, personId: cleo.id });
  });
  await closed;
  expect(await gone).toEqual({ threadId });
});

test("a block without a word of it is found by the sweep, once", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  const [anasTab, bensTab, evesTab] = await Promise.all([ana, ben, eve].map(server.openTab));
  const told = [next(anasTab!, "blocks:changed"), next(bensTab!, "preferences:changed")];
  await whileSilent(() => setBlock(ana, { viewerId: ana.id, personId: ben.id, isBlocked: true }));
  expect((await Promise.all(told))[0]).toEqual([ben.id]);

  // Found by a later sweep, which looks for blocks before it.
  const closed = new Promise((resolve) => evesTab!.once("disconnect", resolve));
  await whileSilent(() => signOut(eve));
  await closed;
  await bensTab!.emitWithAck("typing", { threadId, isTyping: true });
  await sync(anasTab!, ana);
  const events = eventsOf(anasTab!);
  expect(events.filter((event) => ["blocks:changed", "typing"].includes(event))).toEqual(["blocks:changed"]);
});
