import { expect, test } from "vitest";
import { openTimeline } from "@/components/timeline/pages";
import { ana, ben, messageAt, openedWith, participantOf, threadOf } from "@/tests/stage/props";
import { withPeople } from "./with-people";

const bens = new Map([[ben.id, { ...participantOf(ben), name: "Benedict" }]]);

test("a person is called by their new name wherever they are, and what shows others stays the same object", () => {
  const reactions = [{ emoji: "👍", people: [ben, ana] }];
  const messages = [messageAt(1), messageAt(2, { author: ana }), messageAt(3, { author: ana, reactions })];
  const held = { ...openTimeline(openedWith(messages)), thread: threadOf(participantOf(ana), participantOf(ben)) };
  const now = withPeople(held, bens);

  expect(now.messages.map(({ author }) => author.name)).toEqual(["Benedict", "Ana", "Ana"]);
  expect(now.messages[2]?.reactions[0]?.people.map(({ name }) => name)).toEqual(["Benedict", "Ana"]);
  expect(now.thread.participants.map(({ name }) => name)).toEqual(["Ana", "Benedict"]);
  expect(now.messages[1]).toBe(held.messages[1]);
  const gone = withPeople(now, new Map([[ben.id, { ...participantOf(ben), isDeleted: true }]]));
  expect(gone.thread.participants.map(({ isDeleted }) => isDeleted)).toEqual([false, true]);
  expect(gone.messages.map(({ isDeleted }) => isDeleted)).toEqual([false, false, false]);
  expect(withPeople(now, bens)).toBe(now);
});

test("a system line keeps the names of its day", () => {
  const line = messageAt(1, { author: ana, event: { type: "removed", person: ben } });
  expect(withPeople(line, bens)).toBe(line);
});
