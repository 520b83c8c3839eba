import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { database, transaction } from "@/db/client";
import { insertParticipants } from "@/db/participants";
import { pictures, threadParticipants, users } from "@/db/schema";
import { deactivateAccount } from "@/lib/account-changes";
import { deleteAccount } from "@/lib/deletions";
import { doJobStep } from "@/lib/jobs";
import { addParticipants } from "@/lib/membership";
import { deleteMessage, editMessage, setReaction } from "@/lib/message-changes";
import { listMessages, sendMessages } from "@/lib/messages";
import { startThread } from "@/lib/new-threads";
import { findPeople, findPersons } from "@/lib/people";
import { putPicture } from "@/lib/pictures";
import { acquaintancesOf } from "@/lib/presence";
import { findViewer, signIn, type Viewer } from "@/lib/sessions";
import { joinThread } from "@/lib/sync";
import { newestThreads, openThread, threadView } from "@/lib/threads";
import { auditRows, DEVICE } from "@/tests/stage/accounts";
import { administrator, castOfThree, draft, groupOf, PASSWORD, person, say } from "@/tests/stage/cast";
import { fillThread } from "@/tests/stage/long-thread";
import { aPicture } from "@/tests/stage/pictures";
import { setStage } from "@/tests/stage/stage";

const stage = setStage();

const NAME = "Deleted person";

async function workOff(): Promise<void> {
  while (await doJobStep());
}

async function deleteNow(viewer: Viewer | null, { id }: Viewer, messages: "keep" | "stubs" = "keep"): Promise<void> {
  await deleteAccount(viewer, { personId: id, messages });
  await workOff();
}

/** A group in which Ben is named in every way there is. */
async function club() {
  const [ana, ben, cleo] = [await administrator("Ana"), await person("Ben"), await person("Cleo")];
  const dora = await person("Dora");
  const threadId = await groupOf(ana, dora, cleo);
  const place = { viewerId: ben.id, threadId };
  await addParticipants(ana, { viewerId: ana.id, threadId, personIds: [ben.id] });
  const { seq } = await say(ben, threadId, "Noodles?");
  await editMessage(ben, { ...place, seq, body: "Noodles at seven?" });
  await setReaction(cleo, { ...place, viewerId: cleo.id, seq, emoji: "🍜", isOn: true });
  const answer = await say(ana, threadId, `Yes, @${ben.username}.`);
  await setReaction(ben, { ...place, seq: answer.seq, emoji: "👍", isOn: true });
  const page = async (viewer: Viewer) =>
    (await listMessages(viewer, { viewerId: viewer.id, threadId, before: 99 })).messages;
  return { ana, ben, cleo, threadId, page };
}

test("a deleted account is nobody's at once: signed out, not found, its name and username free", async () => {
  const [ana, ben] = [await administrator("Ana"), await person("Ben")];
  const { pictureId } = await putPicture(ben, { viewerId: ben.id }, await aPicture());
  await deleteAccount(ana, { personId: ben.id, messages: "keep" });

  expect(await database().$count(pictures, eq(pictures.id, pictureId ?? ""))).toBe(0);
  expect(await findViewer({ sub: ben.id, sessionId: ben.sessionId, authVersion: 1 })).toBeUndefined();
  expect(stage.announced).toContainEqual({ type: "session:ended", sessionId: ben.sessionId });
  await expect(signIn({ username: ben.username, password: PASSWORD }, DEVICE)).rejects.toThrow();
  expect(await findPeople(ana, { viewerId: ana.id, query: NAME })).toEqual([]);
  const [row] = await database().select().from(users).where(eq(users.id, ben.id));
  expect(row).toMatchObject({ name: NAME, username: `deleted.${ben.id}`, role: "member", passwordHash: "" });
  expect((await auditRows("account-deleted"))[0]).toMatchObject({ actorId: ana.id, details: { messages: "keep" } });
});

test("kept messages stay under another name, wherever the name was, and a tab that asks is told of each", async () => {
  const { ana, ben, cleo, threadId, page } = await club();
  const before = (await openThread(cleo, threadId)).page;
  await deleteNow(ana, ben);

  const messages = await page(cleo);
  expect(JSON.stringify(messages)).not.toMatch(/"Ben"/);
  expect(messages.map(({ body, event }) => event?.type ?? body)).toEqual([
    "created",
    "added",
    "Noodles at seven?",
    `Yes, @${ben.username}.`,
    "left",
  ]);
  const held = new Map(before.messages.map((message) => [message.seq, message]));
  const missed = await joinThread(cleo, { threadId, rev: before.rev });
  if (missed.kind !== "changes") throw new Error("There was more than a tab can catch up with.");
  for (const message of missed.messages) held.set(message.seq, message);
  expect([...held.values()]).toEqual(messages);
  expect(missed.thread.participants.map(({ name }) => name).sort()).toEqual(["Ana", "Cleo", "Dora"]);
});

test("stubs keep nothing that was said", async () => {
  const { ana, ben, cleo, page } = await club();
  await deleteNow(ana, ben, "stubs");
  const stub = (await page(cleo))[2];
  expect(stub).toMatchObject({ body: "", isDeleted: true, reactions: [], author: { id: ben.id, name: NAME } });
});

test("what others know of a direct thread stays theirs, under the other name", async () => {
  const { ana, ben, threadId } = await castOfThree();
  await say(ben, threadId, "Noodles?");
  await deleteNow(null, ben);
  const { threads } = await newestThreads(ana);
  expect(threads.find(({ id }) => id === threadId)).toMatchObject({ title: NAME, lastMessage: { body: "Noodles?" } });
});

test("to somebody who was deleted nothing is said any more, and what was said stays to be read", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const own = await say(ana, threadId, "Noodles?");
  await say(ben, threadId, "Tonight.");
  const send = async (drafts = [draft("Soup?")]) =>
    (await sendMessages(ana, { viewerId: ana.id, threadId, drafts })).map((sent) =>
      sent.ok ? sent.value.seq : sent.code,
    );
  await deactivateAccount(null, { personId: ben.id });
  const soup = draft("Soup?");
  expect(await send([soup])).toEqual([3]);
  await deleteAccount(null, { personId: ben.id, messages: "keep" });

  expect(stage.announced.at(-1)).toEqual({
    type: "person:changed",
    person: { id: ben.id, name: NAME, pictureId: null, isDeleted: true },
  });
  const closed = { code: "no-such-person" };
  expect(await send([soup, draft("Still there?")])).toEqual([3, closed.code]);
  const place = { viewerId: ana.id, threadId, seq: own.seq };
  await expect(editMessage(ana, { ...place, body: "Soup?" })).rejects.toMatchObject(closed);
  await expect(setReaction(ana, { ...place, emoji: "🍜", isOn: true })).rejects.toMatchObject(closed);
  await deleteMessage(ana, place);
  const { thread, page } = await openThread(ana, threadId);
  expect(page.messages.map(({ body }) => body)).toEqual(["", "Tonight.", "Soup?"]);
  expect(await acquaintancesOf(ana, { personIds: [ben.id] })).toEqual([]);
  expect(thread.participants.filter(({ isDeleted }) => isDeleted).map(({ id }) => id)).toEqual([ben.id]);
  for (const viewer of [ana, await person("Cleo")]) {
    const start = startThread(viewer, { viewerId: viewer.id, personIds: [ben.id], title: "" });
    await expect(start).rejects.toMatchObject(closed);
  }
});

test("a group goes on without somebody who was deleted", async () => {
  const { ana, ben, cleo, threadId } = await club();
  await deleteAccount(ana, { personId: ben.id, messages: "keep" });
  await say(cleo, threadId, "Soup?");
  await workOff();
  await say(cleo, threadId, "Still there?");
});

test("a group whose last owner is deleted is owned by who has been an admin, or else there, longest", async () => {
  const people = await Promise.all(["Ana", "Ben", "Cleo", "Dora"].map(person));
  const [ana, ben, cleo, dora] = people as [Viewer, Viewer, Viewer, Viewer];
  const threadId = await groupOf(ana, ben, cleo, dora);
  await database().update(threadParticipants).set({ role: "admin" }).where(eq(threadParticipants.userId, dora.id));
  const owners = async () =>
    (await openThread(ben, threadId)).thread.participants.filter(({ role }) => role === "owner").map(({ id }) => id);

  await deleteNow(null, ana);
  expect(await owners()).toEqual([dora.id]);
  await deleteNow(null, cleo);
  expect(await owners()).toEqual([dora.id]);
  await deleteNow(null, dora);
  expect(await owners()).toEqual([ben.id]);
});

test("a long thread takes one change a batch, each announced, whoever else works at the same time", async () => {
  const [ana, ben, cleo] = [await person("Ana"), await person("Ben"), await person("Cleo")];
  const threadId = await groupOf(ana, ben, cleo);
  await fillThread(threadId, [ben, cleo], 999);
  const { rev } = (await openThread(ana, threadId)).summary;
  await deleteAccount(null, { personId: ben.id, messages: "stubs" });
  await Promise.all([workOff(), workOff(), workOff()]);

  const batches = 5;
  const told = stage.announced.filter((told) => told.type === "thread:head" && told.threadId === threadId);
  expect(told.map((head) => "rev" in head && head.rev)).toEqual(Array.from({ length: batches }, (_, n) => rev + n + 1));
  expect((await openThread(ana, threadId)).summary).toMatchObject({ rev: rev + batches + 2, lastSeq: 1_001 });
  const changes = await joinThread(ana, { threadId, rev });
  const stubs = changes.kind === "changes" ? changes.messages.filter(({ isDeleted }) => isDeleted) : [];
  expect(stubs).toHaveLength(501);
});

test("who is deleted while somebody adds them is out of it in the end", async () => {
  const [ana, ben, cleo] = [await administrator("Ana"), await person("Ben"), await person("Cleo")];
  const threadId = await groupOf(ana, cleo, await person("Dora"));
  let deletion: Promise<void> | undefined;
  await transaction(async (tx) => {
    await findPersons([ben.id], tx);
    deletion = deleteNow(ana, ben);
    const waiting = () => database().execute(sql`select from pg_locks where not granted`);
    await expect.poll(async () => (await waiting()).length).toBeGreaterThan(0);
    await insertParticipants(tx, { threadId, userIds: [ben.id], joinedSeq: 2 });
  });
  await deletion;
  expect((await threadView(threadId)).thread.participants.map(({ id }) => id)).not.toContain(ben.id);
});

test("Eve deletes nobody, and nobody the last administrator", async () => {
  await database().update(users).set({ role: "member" });
  const [ana, ben, eve] = [await administrator("Ana"), await person("Ben"), await person("Eve")];
  for (const viewer of [eve, { ...eve, role: "administrator" as const }]) {
    await expect(deleteNow(viewer, ben)).rejects.toMatchObject({ code: "not-allowed" });
  }
  for (const viewer of [ana, null]) {
    await expect(deleteNow(viewer, ana)).rejects.toMatchObject({ code: "last-administrator" });
  }
  expect(await findViewer({ sub: ana.id, sessionId: ana.sessionId, authVersion: 1 })).toMatchObject({ name: "Ana" });
  await deleteNow(ana, ben);
  await expect(deleteNow(ana, ben)).rejects.toMatchObject({ code: "no-such-person" });
});
