import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { addParticipants, removeParticipant } from "@/lib/membership";
import { deleteMessage, editMessage, setReaction } from "@/lib/message-changes";
import { listEdits, listMessages, sendMessages } from "@/lib/messages";
import type { Viewer } from "@/lib/sessions";
import { endSession } from "@/lib/sessions";
import { newestThreads } from "@/lib/threads";
import { AFTER_ALL, REACTIONS_LIMIT } from "@/lib/wire/limits";
import { castOfThree, draft, groupOf, person, say } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";

const stage = setStage();

const as = (viewer: Viewer) => ({ viewerId: viewer.id });
const newest = async (viewer: Viewer, threadId: string) =>
  (await listMessages(viewer, { ...as(viewer), threadId, before: AFTER_ALL })).messages.at(-1);
const reply = async (viewer: Viewer, threadId: string, body: string, replyTo: number) => {
  const drafts = [{ ...draft(body), replyTo }];
  return (await sendMessages(viewer, { ...as(viewer), threadId, drafts }))[0];
};
const react = (viewer: Viewer, threadId: string, seq: number, emoji: string, isOn = true) =>
  setReaction(viewer, { ...as(viewer), threadId, seq, emoji, isOn });

const codesOf = (attempts: Promise<unknown>[]) =>
  Promise.all(
    attempts.map((attempt) =>
      attempt.then(
        () => "done",
        ({ code }) => code,
      ),
    ),
  );

test("an edit is announced, says so, and keeps what was said before", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const { seq } = await say(ana, threadId, "Noodles?");
  await editMessage(ana, { ...as(ana), threadId, seq, body: "Noodles at seven?" });
  const edited = await editMessage(ana, { ...as(ana), threadId, seq, body: "Noodles at eight?" });

  expect(edited).toMatchObject({ seq, rev: 4, body: "Noodles at eight?", editedAt: expect.any(String) });
  expect(stage.announced.at(-1)).toMatchObject({ type: "message:changed", message: edited });
  expect(await newest(ben, threadId)).toEqual(edited);
  const edits = await listEdits(ben, { ...as(ben), threadId, seq });
  expect(edits.map(({ body }) => body)).toEqual(["Noodles?", "Noodles at seven?"]);
});

test("of a message that was edited without end the last texts are kept at hand", async () => {
  const { ana, threadId } = await castOfThree();
  const { seq } = await say(ana, threadId, "version 0");
  for (let version = 1; version <= 102; version += 1)
    await editMessage(ana, { ...as(ana), threadId, seq, body: `version ${version}` });

  const edits = await listEdits(ana, { ...as(ana), threadId, seq });
  expect([edits.length, edits[0]?.body, edits.at(-1)?.body]).toEqual([100, "version 2", "version 101"]);
});

test("an edit that changes nothing is none", async () => {
  const { ana, threadId } = await castOfThree();
  const said = await say(ana, threadId, "Noodles?");
  const announced = stage.announced.length;

  expect(await editMessage(ana, { ...as(ana), threadId, seq: said.seq, body: "Noodles?" })).toEqual(said);
  expect(stage.announced).toHaveLength(announced);
});

test("deleting leaves a stub without a word of what it said, and beats an edit", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const { seq } = await say(ana, threadId, `Noodles, @${ben.username}?`);
  await editMessage(ana, { ...as(ana), threadId, seq, body: "Noodles at seven?" });
  await react(ben, threadId, seq, "🎉");

  const deleted = await deleteMessage(ana, { ...as(ana), threadId, seq });
  expect(deleted).toMatchObject({ body: "", isDeleted: true, reactions: [], mentions: [] });
  expect(stage.announced.at(-1)).toMatchObject({ type: "message:changed", message: deleted });
  expect(await newest(ben, threadId)).toEqual(deleted);
  expect(await listEdits(ben, { ...as(ben), threadId, seq })).toEqual([]);

  expect(await deleteMessage(ana, { ...as(ana), threadId, seq })).toEqual(deleted);
  const late = [editMessage(ana, { ...as(ana), threadId, seq, body: "Soup?" }), react(ben, threadId, seq, "👍")];
  expect(await codesOf(late)).toEqual(["message-deleted", "message-deleted"]);
});

test("a deleted message leaves the unread count at once", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const [one] = [await say(ana, threadId, "one"), await say(ana, threadId, "two")];
  expect((await newestThreads(ben)).threads[0]?.unread).toBe(2);

  await deleteMessage(ana, { ...as(ana), threadId, seq: one.seq });
  expect((await newestThreads(ben)).threads[0]?.unread).toBe(1);
});

test("reactions are toggled by what they shall be, and stand in the order in which they came", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const { seq } = await say(ana, threadId, "Noodles?");
  await react(ben, threadId, seq, "❤️");
  await react(ana, threadId, seq, "👍🏽");
  const twice = await react(ben, threadId, seq, "👍🏽");
  expect(await react(ben, threadId, seq, "👍🏽")).toEqual(twice);
  const people = (...viewers: Viewer[]) => viewers.map(({ id, name }) => ({ id, name }));
  expect(twice.reactions).toEqual([
    { emoji: "❤️", people: people(ben) },
    { emoji: "👍🏽", people: people(ana, ben) },
  ]);

  await react(ben, threadId, seq, "❤️", false);
  const changed = await newest(ana, threadId);
  expect(changed).toMatchObject({ rev: 6, editedAt: null, reactions: [{ emoji: "👍🏽", people: people(ana, ben) }] });
});

test("a message holds twenty different reactions, of which everyone may still take one up", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const { seq } = await say(ana, threadId, "Noodles?");
  const emoji = (place: number) => String.fromCodePoint(0x1f400 + place);
  for (let place = 0; place < REACTIONS_LIMIT; place += 1) await react(ana, threadId, seq, emoji(place));

  await expect(react(ben, threadId, seq, emoji(REACTIONS_LIMIT))).rejects.toMatchObject({ code: "too-many-reactions" });
  expect((await react(ben, threadId, seq, emoji(0))).reactions[0]?.people).toHaveLength(2);
});

test("a reply shows what it replies to as it is now", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const original = await say(ana, threadId, `${"a".repeat(199)}🍜🍜`);
  const answer = await reply(ben, threadId, "Yes", original.seq);
  const author = { id: ana.id, name: ana.name };
  const quote = { seq: 1, rev: 2, author, body: "a".repeat(199), isDeleted: false };
  expect(answer).toMatchObject({ ok: true, value: { replyTo: 1, quote } });
  expect(await newest(ana, threadId)).toMatchObject({ replyTo: 1, quote });

  await editMessage(ana, { ...as(ana), threadId, seq: 1, body: "Noodles?" });
  expect(await newest(ben, threadId)).toMatchObject({ quote: { ...quote, rev: 4, body: "Noodles?" } });
  await deleteMessage(ana, { ...as(ana), threadId, seq: 1 });
  expect(await newest(ben, threadId)).toMatchObject({ quote: { ...quote, rev: 5, body: "", isDeleted: true } });
});

test("sending a reply again gives the message as it is now; to something else it would be another message", async () => {
  const { ana, ben, threadId } = await castOfThree();
  await say(ana, threadId, "Noodles?");
  await say(ana, threadId, "Soup?");
  const drafts = [{ ...draft(`Yes, @${ana.username}`), replyTo: 1 }];
  const send = (replyTo: number) =>
    sendMessages(ben, { ...as(ben), threadId, drafts: drafts.map((one) => ({ ...one, replyTo })) });
  expect(await send(1)).toEqual(await send(1));
  await react(ana, threadId, 3, "👍");

  expect(await send(1)).toMatchObject([{ ok: true, value: { quote: { seq: 1 }, reactions: [{ emoji: "👍" }] } }]);
  expect(await send(2)).toEqual([{ ok: false, code: "message-id-taken" }]);
});

test("mentions are of participants only, and follow an edit", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  const named = `@${ben.username.toUpperCase()}, @${eve.username} and \`@${ana.username}\``;
  const { seq, mentions } = await say(ana, threadId, named);
  expect(mentions).toEqual([{ id: ben.id, username: ben.username, name: ben.name }]);
  expect(await newest(ben, threadId)).toMatchObject({ mentions });

  const edited = await editMessage(ana, { ...as(ana), threadId, seq, body: "Nobody" });
  expect(edited.mentions).toEqual([]);
  expect(stage.announced.at(-1)).toMatchObject({ mentionedBefore: [ben.id] });
});

test("Eve can change nothing that Ben can, and only Ana can change what she said", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  const { seq } = await say(ana, threadId, "Noodles?");
  await react(ben, threadId, seq, "👍");
  expect(await listEdits(ben, { ...as(ben), threadId, seq })).toEqual([]);
  const attempts = (viewer: Viewer) => [
    editMessage(viewer, { ...as(viewer), threadId, seq, body: "Soup?" }),
    deleteMessage(viewer, { ...as(viewer), threadId, seq }),
  ];

  expect(await codesOf(attempts(ben))).toEqual(["not-allowed", "not-allowed"]);
  const missing = react(eve, randomUUID(), seq, "👍");
  const others = [react(eve, threadId, seq, "👍"), listEdits(eve, { ...as(eve), threadId, seq }), missing];
  expect(await codesOf([...attempts(eve), ...others])).toEqual(Array(5).fill("not-a-participant"));
  expect(await reply(eve, threadId, "Hello", seq)).toEqual({ ok: false, code: "not-a-participant" });
  expect(await newest(ana, threadId)).toMatchObject({ body: "Noodles?", reactions: [{ people: [{ id: ben.id }] }] });
});

test("an ended session and a removed person change nothing", async () => {
  const [ana, ben, cleo] = await Promise.all([person("Ana"), person("Ben"), person("Cleo")]);
  const threadId = await groupOf(ana, ben, cleo);
  const { seq } = await say(ben, threadId, "Noodles?");
  await react(ben, threadId, seq, "👍");

  await removeParticipant(ana, { ...as(ana), threadId, personId: ben.id });
  const removed = editMessage(ben, { ...as(ben), threadId, seq, body: "Soup?" });
  await expect(removed).rejects.toMatchObject({ code: "not-a-participant" });
  await endSession(cleo.sessionId);
  await expect(react(cleo, threadId, seq, "👍")).rejects.toMatchObject({ code: "signed-out" });
});

test("who comes later can neither read what was said before, nor quote it, nor react to it", async () => {
  const [ana, ben, eve] = await Promise.all([person("Ana"), person("Ben"), person("Eve")]);
  const threadId = await groupOf(ana, ben, await person("Cleo"));
  const { seq } = await say(ana, threadId, "Eve must not see this");
  await addParticipants(ana, { ...as(ana), threadId, personIds: [eve.id] });
  await reply(ben, threadId, "Nor will she", seq);

  expect((await newest(ben, threadId))?.quote).toMatchObject({ body: "Eve must not see this" });
  expect(await newest(eve, threadId)).toMatchObject({ body: "Nor will she", replyTo: seq, quote: null });
  const reacted = await react(eve, threadId, seq + 2, "👍");
  expect(reacted.quote).toBeNull();
  expect(stage.announced.at(-1)).toMatchObject({ message: { quote: { body: "Eve must not see this" } } });

  expect(await reply(eve, threadId, "What?", seq)).toEqual({ ok: false, code: "no-such-message" });
  await expect(react(eve, threadId, seq, "👍")).rejects.toMatchObject({ code: "no-such-message" });
  await expect(listEdits(eve, { ...as(eve), threadId, seq })).rejects.toMatchObject({ code: "no-such-message" });
  // A system line is nobody's message.
  await expect(react(ana, threadId, seq + 1, "👍")).rejects.toMatchObject({ code: "no-such-message" });
});

test("ten people who react, edit and write at once leave each change its own number", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const { seq } = await say(ana, threadId, "Noodles?");
  const revs = await Promise.all(
    Array.from({ length: 30 }, async (_, place) => {
      if (place % 3 === 0) return (await say(ben, threadId, `${place}`)).rev;
      if (place % 3 === 1) return (await react(ben, threadId, seq, String.fromCodePoint(0x1f400 + (place % 20)))).rev;
      return (await editMessage(ana, { ...as(ana), threadId, seq, body: `${place}` })).rev;
    }),
  );
  expect([...revs].sort((one, other) => one - other)).toEqual(Array.from({ length: 30 }, (_, place) => place + 3));
});
