import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { removeParticipant } from "@/lib/membership";
import { sendMessages } from "@/lib/messages";
import { listThreads, newestThreads, openThread, startThread } from "@/lib/threads";
import { castOfThree, draft, groupOf, person, say } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";

const stage = setStage();

test("there is one direct thread for a pair, whoever starts it and however often at once", async () => {
  const [ana, ben] = await Promise.all([person("Ana"), person("Ben")]);
  const start = (one: typeof ana, other: typeof ana) =>
    startThread(one, { viewerId: one.id, personIds: [other.id], title: "" });

  const started = await Promise.all([start(ana, ben), start(ben, ana), start(ana, ben), start(ben, ana)]);

  expect(new Set(started.map(({ threadId }) => threadId)).size).toBe(1);
  const changes = stage.announced.filter((told) => "threadId" in told && told.threadId === started[0]?.threadId);
  expect(changes).toHaveLength(1);
});

test("a thread is opened by its participants, and by nobody else", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  const sent = await say(ana, threadId, "Noodles?");

  expect(await openThread(ben, threadId)).toMatchObject({
    summary: { id: threadId, title: "Ana", counterpart: { id: ana.id }, unread: 1, lastMessage: sent },
    thread: { participants: [{ name: "Ana" }, { name: "Ben" }] },
    page: { messages: [sent], hasOlder: false },
  });
  await expect(openThread(eve, threadId)).rejects.toMatchObject({ code: "not-a-participant" });
  await expect(openThread(eve, randomUUID())).rejects.toMatchObject({ code: "not-a-participant" });
});

test("the list has one's own threads by last activity, and shows nothing of others'", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  const club = await groupOf(ana, ben, await person("Cleo"));
  await say(ana, threadId, "first");
  await say(ben, club, "second");

  const list = await newestThreads(ana);
  expect(list.threads.map(({ id, title, unread }) => ({ id, title, unread }))).toEqual([
    { id: club, title: "Noodle club", unread: 1 },
    { id: threadId, title: "Ben", unread: 0 },
  ]);
  expect(await newestThreads(eve)).toEqual({ threads: [], nextBefore: null });
});

test("an empty direct thread is in nobody's list, a new group is", async () => {
  const { ana, ben } = await castOfThree();
  expect((await newestThreads(ben)).threads).toEqual([]);

  await groupOf(ana, ben, await person("Cleo"));
  const [line] = (await newestThreads(ben)).threads;
  expect(line).toMatchObject({ title: "Noodle club", unread: 0, lastMessage: { event: { type: "created" } } });
});

test("the list is ordered by the times of the last messages themselves, which is all that an open tab knows", async () => {
  const [ana, ben, cleo] = await Promise.all([person("Ana"), person("Ben"), person("Cleo")]);
  const club = await groupOf(ana, ben, cleo);
  const last = async () => (await newestThreads(ana)).threads[0];
  const isSo = async () => expect((await last())?.lastMessageAt).toBe((await last())?.lastMessage?.createdAt);

  await isSo();
  const drafts = Array.from({ length: 20 }, (_, place) => draft(`${place} ${"long ".repeat(1900)}`));
  await sendMessages(ana, { viewerId: ana.id, threadId: club, drafts });
  await isSo();
  await sendMessages(ana, { viewerId: ana.id, threadId: club, drafts: [draft("last"), drafts[0]!] });
  await isSo();
  await removeParticipant(ana, { viewerId: ana.id, threadId: club, personId: cleo.id });
  await isSo();
});

test("own messages and system lines do not count as unread, and no more than 100 are counted", async () => {
  const { ana, ben, threadId } = await castOfThree();
  for (let number = 0; number < 101; number += 1) await say(ana, threadId, `${number}`);

  expect((await newestThreads(ana)).threads[0]?.unread).toBe(0);
  expect((await newestThreads(ben)).threads[0]?.unread).toBe(100);
});

test("pages of the list follow each other without a thread twice or missing", async () => {
  const [ana, cleo] = await Promise.all([person("Ana"), person("Cleo")]);
  const others = await Promise.all(Array.from({ length: 51 }, () => person("Ben")));
  const threadIds = await Promise.all(others.map((other) => groupOf(ana, other, cleo)));

  const first = await newestThreads(ana);
  expect(first.threads).toHaveLength(50);
  const second = await listThreads(ana, { viewerId: ana.id, before: first.nextBefore! });
  expect(second.nextBefore).toBeNull();
  const listed = [...first.threads, ...second.threads].map(({ id }) => id);
  expect(listed.sort()).toEqual(threadIds.sort());
});

test("a conversation with nobody, oneself or an unknown person is refused", async () => {
  const ana = await person("Ana");
  for (const personIds of [[ana.id], [randomUUID()], [(await person("Ben")).id, randomUUID()]]) {
    const start = startThread(ana, { viewerId: ana.id, personIds, title: "" });
    await expect(start).rejects.toMatchObject({ code: "no-such-person" });
  }
});

test("a group without a name is called after its people", async () => {
  const [ana, ben, cleo] = await Promise.all([person("Ana"), person("Ben"), person("Cleo")]);
  await startThread(ana, { viewerId: ana.id, personIds: [ben.id, cleo.id], title: "" });
  expect((await newestThreads(ana)).threads[0]?.title).toMatch(/^Ana, (Ben, Cleo|Cleo, Ben)$/);
});
