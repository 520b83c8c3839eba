import { expect, test } from "vitest";
import { aMessage, ana, ben } from "@/tests/stage/props";
import { firstUnreadOf } from "./first-unread";

const page = (authors: (typeof ana)[], from = 1, hasOlder = false) => ({
  messages: authors.map((author, place) => aMessage({ author, seq: from + place })),
  hasOlder,
});

test("reading goes on at the first message of somebody else after the last one read", () => {
  expect(firstUnreadOf(page([ben, ben, ana, ben]), 2, ana.id)).toBe(4);
});

test("there is nothing to read when the rest is one's own, deleted or a system line", () => {
  const rest = [aMessage({ seq: 3, isDeleted: true }), aMessage({ seq: 4, event: { type: "left" } })];
  expect(firstUnreadOf({ messages: [...page([ben, ana]).messages, ...rest], hasOlder: false }, 1, ana.id)).toBeNull();
});

test("with more unread messages than the page holds, it is right after the last one read", () => {
  expect(firstUnreadOf(page([ben, ben], 60, true), 10, ana.id)).toBe(11);
});
