import { expect, test } from "vitest";
import { addParticipants, removeParticipant } from "@/lib/membership";
import { listMessages } from "@/lib/messages";
import type { Viewer } from "@/lib/sessions";
import { newestThreads, openThread } from "@/lib/threads";
import { castOfThree, groupOf, person, say } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";

const stage = setStage();

const add = (viewer: Viewer, threadId: string, ...people: Viewer[]) =>
  addParticipants(viewer, { viewerId: viewer.id, threadId, personIds: people.map(({ id }) => id) });
const remove = (viewer: Viewer, threadId: string, { id }: Viewer) =>
  removeParticipant(viewer, { viewerId: viewer.id, threadId, personId: id });
const namesIn = async (viewer: Viewer, threadId: string) =>
  (await openThread(viewer, threadId)).thread.participants.map(({ name }) => name).sort();

async function club() {
  const [ana, ben, cleo, eve] = (await Promise.all(["Ana", "Ben", "Cleo", "Eve"].map(person))) as [
    Viewer,
    Viewer,
    Viewer,
    Viewer,
  ];
  return { ana, ben, cleo, eve, threadId: await groupOf(ana, ben, cleo) };
}

test("an owner adds and removes, and the log and the announcements say so in order", async () => {
  const { ana, ben, eve, threadId } = await club();
  await add(ana, threadId, eve, ben);
  expect(await namesIn(eve, threadId)).toEqual(["Ana", "Ben", "Cleo", "Eve"]);
  await remove(ana, threadId, eve);

  const { messages } = await listMessages(ana, { viewerId: ana.id, threadId, before: 10 });
  expect(messages.map(({ event }) => event)).toEqual([
    { type: "created", title: "Noodle club" },
    { type: "added", people: [{ id: eve.id, name: "Eve" }] },
    { type: "removed", person: { id: eve.id, name: "Eve" } },
  ]);
  const told = stage.announced.filter((told) => "threadId" in told && told.threadId === threadId);
  expect(told.map((told) => ("message" in told ? told.message.rev : "rev" in told && told.rev))).toEqual([
    1, 2, 3, 4, 5,
  ]);
});

test("who was removed reads nothing and lists nothing, and reads from the new join on when added again", async () => {
  const { ana, ben, threadId } = await club();
  await say(ana, threadId, "before");
  await remove(ana, threadId, ben);
  await say(ana, threadId, "meanwhile");
  await expect(openThread(ben, threadId)).rejects.toMatchObject({ code: "not-a-participant" });
  expect((await newestThreads(ben)).threads).toEqual([]);

  await add(ana, threadId, ben);
  await say(ana, threadId, "after");
  const { page, summary } = await openThread(ben, threadId);
  expect(page.messages.map(({ event, body }) => event?.type ?? body)).toEqual(["added", "after"]);
  expect(summary.unread).toBe(1);
});

test("members leave, but do not add or remove others; Eve does nothing", async () => {
  const { ana, ben, cleo, eve, threadId } = await club();
  const notAllowed = { code: "not-allowed" };
  await expect(add(ben, threadId, eve)).rejects.toMatchObject(notAllowed);
  await expect(remove(ben, threadId, cleo)).rejects.toMatchObject(notAllowed);
  await expect(remove(ben, threadId, ana)).rejects.toMatchObject(notAllowed);
  await expect(add(eve, threadId, eve)).rejects.toMatchObject({ code: "not-a-participant" });
  await expect(remove(eve, threadId, ben)).rejects.toMatchObject({ code: "not-a-participant" });

  await remove(ben, threadId, ben);
  expect(await namesIn(ana, threadId)).toEqual(["Ana", "Cleo"]);
});

test("the last owner does not leave others without one", async () => {
  const { ana, ben, cleo, threadId } = await club();
  await expect(remove(ana, threadId, ana)).rejects.toMatchObject({ code: "last-owner" });
  await remove(ben, threadId, ben);
  await remove(cleo, threadId, cleo);
  await remove(ana, threadId, ana);
  await expect(openThread(ana, threadId)).rejects.toMatchObject({ code: "not-a-participant" });
});

test("a direct thread stays between its two", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  await expect(add(ana, threadId, eve)).rejects.toMatchObject({ code: "not-allowed" });
  await expect(remove(ana, threadId, ben)).rejects.toMatchObject({ code: "not-allowed" });
});
