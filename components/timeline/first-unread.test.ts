import { expect, test } from "vitest";
import { aMessage, ana, ben } from "@/tests/stage/props";
import { firstUnreadOf } from "./first-unread";

const messages = (...authors: (typeof ana)[]) => authors.map((author, place) => aMessage({ author, seq: 1 + place }));

test("reading goes on at the first message of somebody else after the last one read", () => {
  expect(firstUnreadOf(messages(ben, ben, ana, ben), 2, ana.id)).toBe(4);
});

test("there is nothing to read when the rest is one's own, deleted or a system line", () => {
  const rest = [aMessage({ seq: 3, isDeleted: true }), aMessage({ seq: 4, event: { type: "left" } })];
  expect(firstUnreadOf([...messages(ben, ana), ...rest], 1, ana.id)).toBeNull();
});
