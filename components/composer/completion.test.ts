import { expect, test } from "vitest";
import { ana, ben, participantOf } from "@/tests/stage/props";
import { findEmoji, rankPeople, wantedAt } from "./completion";

test.each([
  ["@", "person", "", 0],
  ["hi @Be", "person", "Be", 3],
  ["(@ben-1", "person", "ben-1", 1],
  ["a\n@José", "person", "José", 2],
  ["so :ta", "emoji", "ta", 3],
  ["👍 :+1", "emoji", "+1", 3],
] as const)("%j asks for a %s called %j", (text, kind, query, start) => {
  expect(wantedAt(text, text.length)).toEqual({ kind, query, start });
});

test.each(["", "ben@par", "a@", "@ben ", "12:30", "http://ab", ":a", ": ab", ":tada:", "a:tada", "@@"])(
  "%j asks for nothing",
  (text) => {
    expect(wantedAt(text, text.length)).toBeNull();
  },
);

test("what stands behind the caret does not count", () => {
  expect(wantedAt("@ben and", 3)).toEqual({ kind: "person", query: "be", start: 0 });
});

const people = [
  participantOf(ana, "owner"),
  { ...participantOf(ben), username: "zed" },
  { ...participantOf({ id: "1", name: "Ørsted Beck", pictureId: null }), username: "orsted" },
  { ...participantOf({ id: "2", name: "José Ángel Beltrán", pictureId: null }), username: "jose" },
];
const named = (query: string) => rankPeople(people, query, ana.id).map(({ name }) => name);

test("people are found by their name, a later word of it and their username, without accents", () => {
  expect(named("")).toEqual(["Ben", "José Ángel Beltrán", "Ørsted Beck"]);
  expect(named("be")).toEqual(["Ben", "José Ángel Beltrán", "Ørsted Beck"]);
  expect(named("ANG")).toEqual(["José Ángel Beltrán"]);
  expect(named("zé")).toEqual(["Ben"]);
  expect(named("x")).toEqual([]);
});

test("nobody is offered to mention oneself, and no more than eight are", () => {
  expect(named("ana")).toEqual([]);
  const many = Array.from({ length: 40 }, (_, place) => ({
    ...participantOf(ben),
    id: `${place}`,
    username: `b${place}`,
  }));
  expect(rankPeople(many, "b", ana.id)).toHaveLength(8);
});

test("a mention is the username and a space, an emoji is itself in the chosen tone", async () => {
  expect(rankPeople(people, "ben", ana.id)[0]?.text).toBe("@zed ");
  expect((await findEmoji("wave", 3))[0]).toMatchObject({ name: ":wave:", text: "👋🏽 " });
  expect((await findEmoji("thumbsu", 0))[0]).toMatchObject({ name: ":thumbsup:", text: "👍 " });
});
