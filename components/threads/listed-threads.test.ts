import { expect, test } from "vitest";
import { messageEvent } from "@/components/thread/timeline";
import { ana, aSummary, ben, messageAt, NOON, THREAD_ID, threadOf } from "@/tests/stage/props";
import { type ListedThreads, moveReadPosition, putTop, receiveInList, removeLine } from "./listed-threads";

const minutesLater = (minutes: number) => new Date(NOON + minutes * 60_000).toISOString();
const OTHER_ID = "22222222-2222-4222-8222-222222222222";
const other = aSummary({ id: OTHER_ID, lastMessageAt: minutesLater(5) });
const listOf = (...threads: ListedThreads["threads"]): ListedThreads => ({ threads, nextBefore: null });
const ids = (list: ListedThreads | undefined) => list?.threads.map(({ id }) => id);

test("a new message of somebody else counts, moves the thread up and is its last line", () => {
  const list = receiveInList(
    listOf(other, aSummary()),
    messageEvent(messageAt(2, { createdAt: minutesLater(9) })),
    ana.id,
  );
  expect(ids(list)).toEqual([THREAD_ID, OTHER_ID]);
  expect(list?.threads[0]).toMatchObject({ unread: 1, lastSeq: 2, rev: 2, lastMessage: { seq: 2 } });
});

test("one's own message, a system line and an edit do not count", () => {
  const edit = messageAt(1, { rev: 2, body: "edited" });
  const line = messageAt(2, { event: { type: "left" } });
  for (const [message, viewer] of [
    [messageAt(2), ben],
    [line, ana],
    [edit, ana],
  ] as const) {
    expect(receiveInList(listOf(aSummary()), messageEvent(message), viewer.id)?.threads[0]).toMatchObject({
      unread: 0,
      rev: 2,
    });
  }
});

test("what was heard already changes nothing; a line that missed something has to be asked for", () => {
  const list = listOf(aSummary());
  expect(receiveInList(list, messageEvent(messageAt(1)), ana.id)).toBe(list);
  expect(receiveInList(list, messageEvent(messageAt(3)), ana.id)).toBeUndefined();
  expect(receiveInList(listOf(other), messageEvent(messageAt(2)), ana.id)).toBeUndefined();
});

test("a change of the thread itself keeps the count and the last line", () => {
  const change = { threadId: THREAD_ID, rev: 2, thread: threadOf() };
  expect(receiveInList(listOf(aSummary({ unread: 3 })), change, ana.id)?.threads[0]).toEqual(
    aSummary({ unread: 3, rev: 2 }),
  );
});

test("the read position with the higher version wins", () => {
  const read = { threadId: THREAD_ID, seq: 4, version: 2, unread: 0 };
  const list = moveReadPosition(listOf(aSummary({ unread: 3, readVersion: 1 })), read);
  expect(list.threads[0]).toMatchObject({ unread: 0, lastReadSeq: 4 });
  expect(moveReadPosition(list, { ...read, version: 1, unread: 3 })).toEqual(list);
});

test("the top as the server has it replaces the list but for lines further down, and never brings back an older state", () => {
  const older = aSummary({ id: "33333333-3333-4333-8333-333333333333", lastMessageAt: minutesLater(-5) });
  const [ahead, behind] = [aSummary({ rev: 7, unread: 2 }), aSummary({ rev: 6, unread: 1 })];
  const cursor = { lastMessageAt: behind.lastMessageAt, id: behind.id };

  const list = putTop({ threads: [other, ahead, older], nextBefore: null }, { threads: [behind], nextBefore: cursor });
  expect(list).toEqual({ threads: [ahead, older], nextBefore: null });
  expect(ids(putTop(list, { threads: [behind], nextBefore: null }))).toEqual([THREAD_ID]);
});

test("a thread one is no longer in is gone from the list", () => {
  expect(ids(removeLine(listOf(other, aSummary()), OTHER_ID))).toEqual([THREAD_ID]);
});
