import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { addParticipants, removeParticipant } from "@/lib/membership";
import { listMessages, sendMessages } from "@/lib/messages";
import { startThread } from "@/lib/new-threads";
import { findThreads, listThreads, newestThreads, openThread } from "@/lib/threads";
import { lastMessageOf } from "@/lib/wire/excerpts";
import { AFTER_ALL } from "@/lib/wire/limits";
import { StartThread } from "@/lib/wire/threads";
import { castOfThree, display, draft, groupOf, person, say } from "@/tests/stage/cast";
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

test("a group that is started again after a lost answer is the same one, and its id is nobody else's", async () => {
  const [ana, ben, cleo, eve] = await Promise.all([person("Ana"), person("Ben"), person("Cleo"), person("Eve")]);
  const id = randomUUID();
  const start = (viewer: typeof ana) =>
    startThread(viewer, { viewerId: viewer.id, id, personIds: [ben.id, cleo.id], title: "Noodle club" });

  expect(await Promise.all([start(ana), start(ana)])).toEqual([{ threadId: id }, { threadId: id }]);
  expect(await start(ana)).toEqual({ threadId: id });
  expect(stage.announced.filter((told) => "threadId" in told && told.threadId === id)).toHaveLength(1);
  expect((await openThread(ana, id)).page.messages).toHaveLength(1);

  await expect(start(eve)).rejects.toMatchObject({ code: "thread-id-taken" });
  await expect(openThread(eve, id)).rejects.toMatchObject({ code: "not-a-participant" });
});

test("nobody starts a group under the id of a direct thread", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  const group = { viewerId: eve.id, personIds: [ana.id, ben.id], title: "" };
  expect(StartThread.safeParse({ ...group, id: randomUUID() }).success).toBe(true);
  expect(StartThread.safeParse({ ...group, id: threadId }).success).toBe(false);
});

test("a thread is opened by its participants, and by nobody else", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  const sent = await say(ana, threadId, "Noodles?");

  expect(await openThread(ben, threadId)).toMatchObject({
    summary: { id: threadId, title: "Ana", counterpart: { id: ana.id }, unread: 1, lastMessage: lastMessageOf(sent) },
    thread: { participants: [{ name: "Ana" }, { name: "Ben" }] },
    page: { messages: [sent], hasOlder: false },
  });
  await expect(openThread(eve, threadId)).rejects.toMatchObject({ code: "not-a-participant" });
  await expect(openThread(eve, randomUUID())).rejects.toMatchObject({ code: "not-a-participant" });
});

test("a thread opens at a message, and tells nothing of one that cannot be read", async () => {
  const [ana, ben, cleo, eve] = await Promise.all([person("Ana"), person("Ben"), person("Cleo"), person("Eve")]);
  const threadId = await groupOf(ana, ben, cleo);
  for (let number = 2; number <= 120; number += 1) await say(ana, threadId, `${number}`);
  await addParticipants(ana, { viewerId: ana.id, threadId, personIds: [eve.id] });

  const { page } = await openThread(ben, threadId, 60);
  expect(page).toMatchObject({ hasOlder: true, newest: 121 });
  expect(page.messages.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, place) => 35 + place));
  expect((await openThread(eve, threadId, 121)).page.messages.map(({ seq }) => seq)).toEqual([121]);
  for (const at of [0, 122, 2_147_483_647])
    await expect(openThread(ben, threadId, at)).rejects.toMatchObject({ code: "no-such-message" });
  await expect(openThread(eve, threadId, 60)).rejects.toMatchObject({ code: "no-such-message" });
  await expect(openThread(await person("Dan"), threadId, 60)).rejects.toMatchObject({ code: "not-a-participant" });
});

test("a thread opens around the first unread message when that is further back than the newest page", async () => {
  const { ana, ben, threadId } = await castOfThree();
  for (let number = 1; number <= 10; number += 1) await say(ana, threadId, `${number}`);
  await display(ben, threadId, 10);
  for (let number = 11; number <= 70; number += 1) await say(ben, threadId, `${number}`);
  for (let number = 71; number <= 121; number += 1) await say(ana, threadId, `${number}`);

  const far = await openThread(ben, threadId);
  expect(far).toMatchObject({ firstUnread: 71, page: { hasOlder: true, newest: 121 } });
  expect(far.page.messages.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, place) => 46 + place));
  await display(ben, threadId, 72);
  const near = await openThread(ben, threadId);
  expect([near.firstUnread, near.page.messages[0]?.seq, near.page.messages.at(-1)?.seq]).toEqual([73, 72, 121]);
  expect(await openThread(ana, threadId)).toMatchObject({
    firstUnread: 11,
    page: { messages: { length: 35 }, hasOlder: false },
  });
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
  expect(await newestThreads(eve)).toMatchObject({ threads: [], nextBefore: null, unreadBelow: [] });
});

test("one's own threads are found by a word of their title, without accents, and nobody else's are", async () => {
  const [ana, ben, eve] = await Promise.all([person("Ana"), person("Bén O'Neill"), person("Eve")]);
  const { threadId } = await startThread(ana, { viewerId: ana.id, personIds: [ben.id], title: "" });
  await say(ana, threadId, "Noodles?");
  const club = await groupOf(ana, ben, await person("Cleo"));
  const find = async (viewer: typeof ana, query: string) =>
    (await findThreads(viewer, { viewerId: viewer.id, query })).map(({ title }) => title);

  expect(await find(ana, "BEN")).toEqual(["Bén O'Neill"]);
  expect(await find(ana, "clúb")).toEqual(["Noodle club"]);
  expect(await find(ana, "o'n")).toEqual(["Bén O'Neill"]);
  expect((await find(ana, "")).toSorted()).toEqual(["Bén O'Neill", "Noodle club"]);
  for (const nobody of ["eill", "%", "_", "\\", "noodle  "])
    expect(await find(ana, nobody)).toHaveLength(nobody === "noodle  " ? 1 : 0);
  expect(await find(eve, "noodle")).toEqual([]);
  expect(await find(eve, "")).toEqual([]);

  await removeParticipant(ana, { viewerId: ana.id, threadId: club, personId: ben.id });
  expect(await find(ben, "noodle")).toEqual([]);
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
  const newestOf = async () =>
    (await listMessages(ana, { viewerId: ana.id, threadId: club, before: AFTER_ALL })).messages.at(-1);
  const isSo = async () => expect((await last())?.lastMessageAt).toBe((await newestOf())?.createdAt);

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
