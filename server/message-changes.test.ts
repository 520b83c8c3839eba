import { expect, test } from "vitest";
import { setHistory } from "@/lib/groups";
import { addParticipants } from "@/lib/membership";
import { deleteMessage, editMessage, setReaction } from "@/lib/message-changes";
import { sendMessages } from "@/lib/messages";
import { castOfThree, draft, groupOf, person, say } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";
import { next, serveSockets, sync } from "@/tests/stage/tabs";

setStage();
const server = serveSockets();

test("an edit, a reaction and a deletion reach a participant, and nobody else", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  const { seq } = await say(ana, threadId, "Noodles?");
  const [bensTab, evesTab] = [await server.openTab(ben), await server.openTab(eve)];
  const place = { viewerId: ana.id, threadId, seq };

  const changes = [
    () => editMessage(ana, { ...place, body: `@${ben.username}?` }),
    () => setReaction(ana, { ...place, emoji: "🍜", isOn: true }),
    () => deleteMessage(ana, place),
  ];
  const heard = [];
  for (const change of changes) {
    const arrival = next(bensTab, "message:changed");
    await change();
    heard.push(await arrival);
  }

  expect(heard).toMatchObject([
    { message: { body: `@${ben.username}?`, rev: 3 }, mentionedBefore: [] },
    { message: { reactions: [{ emoji: "🍜" }], rev: 4 }, mentionedBefore: [ben.id] },
    { message: { body: "", isDeleted: true, rev: 5 }, mentionedBefore: [ben.id] },
  ]);
  await sync(evesTab, eve);
  expect(evesTab.seen).toEqual([]);
});

test("who came later gets a reply without what it quotes, and of a change before their join only that there was one", async () => {
  const [ana, ben, cleo, dora] = await Promise.all([person("Ana"), person("Ben"), person("Cleo"), person("Dora")]);
  const threadId = await groupOf(ana, ben, cleo);
  const { seq } = await say(ana, threadId, "Dora must not see this");
  await addParticipants(ana, { viewerId: ana.id, threadId, personIds: [dora.id] });
  const [bensTab, dorasTab] = [await server.openTab(ben), await server.openTab(dora)];

  const replies = [next(bensTab, "message:created"), next(dorasTab, "message:created")];
  await sendMessages(ben, { viewerId: ben.id, threadId, drafts: [{ ...draft("Nor will she"), replyTo: seq }] });
  const [bens, doras] = await Promise.all(replies);
  expect(bens).toMatchObject({ body: "Nor will she", quote: { body: "Dora must not see this" } });
  expect(doras).toEqual({ ...bens, quote: null });

  const [change, head] = [next(bensTab, "message:changed"), next(dorasTab, "thread:head")];
  const { rev } = await editMessage(ana, { viewerId: ana.id, threadId, seq, body: "Dora must still not see this" });
  expect(await change).toMatchObject({ message: { body: "Dora must still not see this" } });
  expect(await head).toEqual({ threadId, rev });
  expect(JSON.stringify(dorasTab.seen)).not.toContain("must");
  expect(await sync(dorasTab, dora, [{ id: threadId, rev: 0 }])).toMatchObject({ ok: true });
  expect(JSON.stringify(dorasTab.seen)).not.toContain("must");
});

test("from the moment on at which a group's history is opened or closed, each hears of what they may read", async () => {
  const [ana, ben, cleo, dora] = await Promise.all([person("Ana"), person("Ben"), person("Cleo"), person("Dora")]);
  const threadId = await groupOf(ana, ben, cleo);
  const { seq } = await say(ana, threadId, "before");
  await addParticipants(ana, { viewerId: ana.id, threadId, personIds: [dora.id] });
  const dorasTab = await server.openTab(dora);
  const edit = (body: string) => editMessage(ana, { viewerId: ana.id, threadId, seq, body });

  await setHistory(ana, { viewerId: ana.id, threadId, history: "all" });
  const change = next(dorasTab, "message:changed");
  await edit("Dora may see this");
  expect(await change).toMatchObject({ message: { body: "Dora may see this" } });

  await setHistory(ana, { viewerId: ana.id, threadId, history: "join" });
  const head = next(dorasTab, "thread:head");
  await edit("Dora must not see this");
  await head;
  expect(JSON.stringify(dorasTab.seen)).not.toContain("must not");
});
