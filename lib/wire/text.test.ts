import { expect, test } from "vitest";
import { ListMessages, SendMessages } from "./messages";
import { text } from "./text";
import { ThreadCursor } from "./threads";

const ID = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";

test("text that the database cannot keep is refused, every other text is taken as it is", () => {
  for (const kept of ["", "Noodles?", "🍜", "\u0001", "e\u0301", "مرحبا"])
    expect(text(10).safeParse(kept).data).toBe(kept);
  for (const refused of ["\0", "x\ud800", "\udc00x", "12345678901"])
    expect(text(10).safeParse(refused).success).toBe(false);
});

test("a thread has one id, however it is spelled", () => {
  const parsed = ListMessages.parse({ viewerId: ID, threadId: ID.toUpperCase(), before: 1 });
  expect(parsed.threadId).toBe(ID);
});

test("a message of nothing but space is none", () => {
  const input = (body: string) => ({ viewerId: ID, threadId: ID, drafts: [{ id: ID, body }] });
  expect(SendMessages.safeParse(input(" x ")).success).toBe(true);
  expect(SendMessages.safeParse(input(" \n\t ")).success).toBe(false);
});

test("a cursor is a moment that the database knows", () => {
  const at = (lastMessageAt: string) => ThreadCursor.safeParse({ lastMessageAt, id: ID }).success;
  expect(at("2026-11-03T12:00:00.000Z")).toBe(true);
  expect(at("0000-01-01T00:00:00.000Z")).toBe(false);
});
