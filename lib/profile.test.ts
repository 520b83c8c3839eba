import { expect, test } from "vitest";
import { endSession, findViewer } from "@/lib/sessions";
import { sync } from "@/lib/sync";
import { NAME_LENGTH } from "@/lib/wire/limits";
import { castOfThree, groupOf, person, say } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";
import { removeParticipant } from "./membership";
import { changeName, changeTheme } from "./profile";
import { openThread } from "./threads";

const { announced } = setStage();
const claimsOf = ({ id, sessionId }: { id: string; sessionId: string }) => ({ sub: id, sessionId, authVersion: 1 });

test("a new name is what everybody sees from then on, in what was said before as well", async () => {
  const { ana, ben, threadId } = await castOfThree();
  await say(ben, threadId, "Noodles?");
  const benedict = await changeName(ben, { viewerId: ben.id, name: "  Bene\tdict " });

  expect(benedict).toEqual({ id: ben.id, name: "Bene dict", pictureId: null, isDeleted: false });
  expect(announced.at(-1)).toEqual({ type: "person:changed", person: benedict });
  const { summary, thread, page } = await openThread(ana, threadId);
  expect([summary.title, summary.lastMessage?.author.name]).toEqual(["Bene dict", "Bene dict"]);
  expect(thread.participants.map(({ name }) => name)).toContain("Bene dict");
  expect(page.messages[0]?.author.name).toBe("Bene dict");
});

test.each([
  ["", "name-missing"],
  [" \n\t ", "name-missing"],
  ["\u200b\u2060", "name-missing"],
  ["x".repeat(NAME_LENGTH + 1), "name-too-long"],
])("the name %j is refused as %s, and the old one stays", async (name, code) => {
  const ana = await person("Ana");
  await expect(changeName(ana, { viewerId: ana.id, name })).rejects.toMatchObject({ code });
  expect(await findViewer(claimsOf(ana))).toMatchObject({ name: "Ana" });
});

test("a tab that missed the word is told by its next sync how those in its open thread are called, and nobody else is", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  await changeName(ben, { viewerId: ben.id, name: "Benedict" });
  await changeName(ana, { viewerId: ana.id, name: "Anastasia" });
  const peopleFor = async (viewer: typeof ana) => {
    const { people } = await sync(viewer, { viewerId: viewer.id, threads: [], openThreadId: threadId });
    return people.map(({ name }) => name).sort();
  };

  expect(await peopleFor(ana)).toEqual(["Anastasia", "Benedict"]);
  expect(await peopleFor(eve)).toEqual(["Eve"]);
});

test("who has left a thread is still called by their name in it", async () => {
  const [ana, ben, cleo] = await Promise.all([person("Ana"), person("Ben"), person("Cleo")]);
  const threadId = await groupOf(ana, ben, cleo);
  await removeParticipant(ben, { viewerId: ben.id, threadId, personId: ben.id });
  const { people } = await sync(ana, { viewerId: ana.id, threads: [], openThreadId: threadId });
  expect(people.map(({ id }) => id)).toContain(ben.id);
});

test("a theme is kept, and is nobody else's", async () => {
  const { ana, ben } = await castOfThree();
  expect(await changeTheme(ana, { viewerId: ana.id, theme: "dark" })).toBe("dark");
  expect(await findViewer(claimsOf(ana))).toMatchObject({ theme: "dark" });
  expect(await findViewer(claimsOf(ben))).toMatchObject({ theme: "system" });
  expect(announced.at(-1)).toEqual({ type: "theme:changed", userId: ana.id, theme: "dark" });
  for (const [viewer, theme] of [
    [ana, "dark"],
    [ben, "system"],
  ] as const) {
    expect(await sync(viewer, { viewerId: viewer.id, threads: [] })).toMatchObject({ theme });
  }
});

test("a session that has ended changes nothing any more", async () => {
  const ana = await person("Ana");
  await endSession(ana.sessionId);
  await expect(changeName(ana, { viewerId: ana.id, name: "Eve" })).rejects.toMatchObject({ code: "signed-out" });
  await expect(changeTheme(ana, { viewerId: ana.id, theme: "dark" })).rejects.toMatchObject({ code: "signed-out" });
});
