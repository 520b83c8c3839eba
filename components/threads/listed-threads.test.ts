import fc from "fast-check";
import { expect, test } from "vitest";
import { messageEvent } from "@/components/timeline/timeline";
import type { Message } from "@/lib/wire/messages";
import type { ThreadSummary } from "@/lib/wire/threads";
import { ana, aSummary, ben, messageAt, NOON, participantOf, THREAD_ID, threadOf } from "@/tests/stage/props";
import {
  callPeople,
  type ListedThreads,
  moveReadPosition,
  openList,
  putTop,
  receiveInList,
  removeLine,
} from "./listed-threads";

const minutesLater = (minutes: number) => new Date(NOON + minutes * 60_000).toISOString();
const OTHER_ID = "22222222-2222-4222-8222-222222222222";
const other = aSummary({ id: OTHER_ID, lastMessageAt: minutesLater(5) });
const listOf = (...threads: ListedThreads["threads"]): ListedThreads =>
  openList({ threads, nextBefore: null, unreadBelow: [] });
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

test("a group's new title and face are those of its line; a direct conversation has those of the other person", () => {
  const changed = { threadId: THREAD_ID, rev: 2, thread: { ...threadOf(), title: "Soup club", pictureId: "7" } };
  const group = aSummary({ id: OTHER_ID, kind: "group", title: "Noodle club", counterpart: null });
  const lineAfter = (line: ThreadSummary) =>
    receiveInList(listOf(line), { ...changed, threadId: line.id }, ana.id)?.threads[0];
  expect(lineAfter(group)).toMatchObject({ title: "Soup club", pictureId: "7", rev: 2 });
  expect(lineAfter(aSummary())).toMatchObject({ title: "Ben", pictureId: null, rev: 2 });

  const called = callPeople(
    listOf(group, aSummary()),
    new Map([[ben.id, { ...participantOf(ben), name: "Benedict" }]]),
  );
  expect(called.threads.map(({ title }) => title)).toEqual(["Noodle club", "Benedict"]);
  expect(called.threads[1]?.lastMessage?.author.name).toBe("Benedict");
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

test("a message that was deleted leaves the count, once, and only where it was counted", () => {
  const list = listOf(aSummary({ lastSeq: 5, rev: 5, lastReadSeq: 2, unread: 3 }));
  const deleted = (seq: number, given = {}) => messageEvent(messageAt(seq, { rev: 6, isDeleted: true, ...given }));
  const after = (event: ReturnType<typeof deleted>, held = list) => receiveInList(held, event, ana.id)?.threads[0];

  expect(after(deleted(4))).toMatchObject({ unread: 2, lastSeq: 5, lastMessage: { seq: 1 } });
  expect(after(deleted(4), receiveInList(list, deleted(4), ana.id))).toMatchObject({ unread: 2 });
  expect(after(deleted(5))).toMatchObject({ unread: 2, lastMessage: { seq: 5, isDeleted: true } });
  expect(after(deleted(2))).toMatchObject({ unread: 3 });
  expect(after(deleted(4, { author: ana }))).toMatchObject({ unread: 3 });
  expect(after(messageEvent(messageAt(4, { rev: 6 })))).toMatchObject({ unread: 3 });
});

test("of more than can be counted, the server is asked how many are left when one goes", () => {
  const list = listOf(aSummary({ lastSeq: 300, rev: 300, lastReadSeq: 2, unread: 100 }));
  const deletion = messageEvent(messageAt(200, { rev: 301, isDeleted: true }));
  expect(receiveInList(list, deletion, ana.id)?.uncertain).toEqual([THREAD_ID]);
});

test("what was heard already changes nothing; a line that missed something has to be asked for", () => {
  const list = listOf(aSummary());
  expect(receiveInList(list, messageEvent(messageAt(1)), ana.id)).toBe(list);
  expect(receiveInList(list, messageEvent(messageAt(3)), ana.id)).toBeUndefined();
  expect(receiveInList(listOf(other), messageEvent(messageAt(2)), ana.id)).toBeUndefined();
});

test("a change of the thread itself keeps the count and the last line, and gives a group its name", () => {
  const change = { threadId: THREAD_ID, rev: 2, thread: threadOf() };
  expect(receiveInList(listOf(aSummary({ kind: "group", unread: 3 })), change, ana.id)?.threads[0]).toEqual(
    aSummary({ kind: "group", unread: 3, rev: 2, title: "Noodle club" }),
  );
  const direct = { ...change, thread: { ...threadOf(), kind: "direct" as const, title: null } };
  expect(receiveInList(listOf(aSummary()), direct, ana.id)?.threads[0]?.title).toBe("Ben");
});

test("the read position with the higher version wins", () => {
  const read = { threadId: THREAD_ID, seq: 4, version: 2, unread: 0, mentions: 0, rev: 1 };
  const list = moveReadPosition(listOf(aSummary({ unread: 3, readVersion: 1 })), read);
  expect(list.threads[0]).toMatchObject({ unread: 0, lastReadSeq: 4 });
  expect(moveReadPosition(list, { ...read, version: 1, unread: 3 })).toEqual(list);
});

test("the top as the server has it replaces the list but for lines further down, and never brings back an older state", () => {
  const older = aSummary({ id: "33333333-3333-4333-8333-333333333333", lastMessageAt: minutesLater(-5) });
  const [ahead, behind] = [aSummary({ rev: 7, unread: 2 }), aSummary({ rev: 6, unread: 1 })];
  const cursor = { lastMessageAt: behind.lastMessageAt, id: behind.id };

  const list = putTop(listOf(other, ahead, older), { threads: [behind], nextBefore: cursor, unreadBelow: [] });
  expect(list).toEqual(listOf(ahead, older));
  expect(ids(putTop(list, { threads: [behind], nextBefore: null, unreadBelow: [] }))).toEqual([THREAD_ID]);
});

test("what was read elsewhere meanwhile is read further down as well, but for what was heard since asking", () => {
  const below = (unread: number) => aSummary({ lastMessageAt: minutesLater(-5), lastSeq: 4, unread });
  const top = { threads: [other], nextBefore: { lastMessageAt: other.lastMessageAt, id: other.id } };
  const held = listOf(other, below(3));
  const lineAfter = (list: ListedThreads, unreadBelow: string[] = []) =>
    putTop(list, { ...top, unreadBelow }, held.threads).threads[1];

  expect(lineAfter(held)).toMatchObject({ unread: 0, lastReadSeq: 4 });
  expect(lineAfter(held, [THREAD_ID])).toMatchObject({ unread: 3 });
  expect(lineAfter(listOf(other, below(3)))).toMatchObject({ unread: 3 });
});

test("what changes in a thread further down than is loaded is not asked for, unless something is less unread by it", () => {
  const list = { ...listOf(other), nextBefore: { lastMessageAt: other.lastMessageAt, id: OTHER_ID } };
  const changed = (given: Partial<Message>) => receiveInList(list, messageEvent(messageAt(1, given)), ana.id);
  expect(changed({ rev: 9 })).toBe(list);
  expect(changed({ rev: 9, isDeleted: true })).toBeUndefined();
  expect(changed({ createdAt: minutesLater(9) })).toBeUndefined();
});

test("a conversation that came while the server was asked stays, and one that it no longer has goes", () => {
  const asked = listOf(aSummary(), other);
  const added = aSummary({ id: "44444444-4444-4444-8444-444444444444", lastMessageAt: minutesLater(9) });
  const meanwhile = { ...asked, threads: [added, ...asked.threads] };

  const list = putTop(meanwhile, { threads: [aSummary()], nextBefore: null, unreadBelow: [] }, asked.threads);
  expect(ids(list)).toEqual([added.id, THREAD_ID]);
});

test("a conversation that one was removed from while the server was asked does not come back, unless one does", () => {
  const asked = listOf(aSummary({ readVersion: 1, lastReadSeq: 9 }), other);
  const meanwhile = removeLine(asked, THREAD_ID);
  const after = (line: ThreadSummary) =>
    ids(putTop(meanwhile, { threads: [other, line], nextBefore: null, unreadBelow: [] }, asked.threads));

  expect(after(aSummary({ readVersion: 1, lastReadSeq: 4 }))).toEqual([OTHER_ID]);
  expect(after(aSummary({ readVersion: 2, lastReadSeq: 4 }))).toEqual([OTHER_ID, THREAD_ID]);
});

test("what asking cannot make certain is not asked for again", () => {
  const below = aSummary({ lastMessageAt: minutesLater(-5), readVersion: 1 });
  const read = { threadId: THREAD_ID, seq: 4, version: 2, unread: 0, mentions: 0, rev: 9 };
  const list = moveReadPosition(listOf(other, below), read);
  expect(list.uncertain).toEqual([THREAD_ID]);

  const top = { threads: [other], nextBefore: { lastMessageAt: other.lastMessageAt, id: other.id }, unreadBelow: [] };
  expect(putTop(list, top)).toMatchObject({ threads: [{ id: OTHER_ID }, { id: THREAD_ID }], uncertain: [] });
  expect(removeLine(list, THREAD_ID).uncertain).toEqual([]);
});

test("a thread one is no longer in is gone from the list", () => {
  expect(ids(removeLine(listOf(other, aSummary()), OTHER_ID))).toEqual([THREAD_ID]);
});

/** A thread as the server has it: Ben writes, and Ana's other device reads. */
function perform(steps: ("write" | "read")[]) {
  const [start] = [aSummary({ lastSeq: 0, rev: 0, lastReadSeq: 0, readVersion: 0, unread: 0, lastMessage: null })];
  const lines = [start];
  const events = steps.map((step) => {
    const line = lines.at(-1) ?? start;
    const seq = line.lastSeq + (step === "write" ? 1 : 0);
    const said = step === "write" ? { lastMessage: messageAt(seq), lastSeq: seq, rev: seq } : {};
    const read = step === "read" ? { lastReadSeq: seq, readVersion: line.readVersion + 1 } : {};
    const now = { ...line, ...said, ...read };
    lines.push({ ...now, unread: now.lastSeq - now.lastReadSeq });
    const { rev, readVersion: version } = now;
    return step === "write" ? messageAt(seq) : { threadId: THREAD_ID, seq, version, unread: 0, mentions: 0, rev };
  });
  return { lines, events };
}

test("in whatever order messages, positions and whole lists come, the count is the server's or is asked for", () => {
  const scenes = fc
    .array(fc.constantFrom("write" as const, "read" as const), { maxLength: 12 })
    .map(perform)
    .chain(({ lines, events }) => {
      const told = fc.shuffledSubarray([...events, ...lines]);
      return fc.tuple(fc.constant(lines), told);
    });
  fc.assert(
    fc.property(scenes, ([lines, told]) => {
      const [start, truth] = [lines[0]!, lines.at(-1)!];
      let list = listOf(start);
      let mustAsk = false;
      for (const news of told) {
        if ("readVersion" in news) list = putTop(list, { threads: [news], nextBefore: null, unreadBelow: [] });
        else if ("version" in news) list = moveReadPosition(list, news);
        else {
          const heard = receiveInList(list, messageEvent(news), ana.id);
          if (heard) list = heard;
          else mustAsk = true;
        }
        const [line] = list.threads;
        const isKnown = lines.find(({ rev, readVersion }) => rev === line?.rev && readVersion === line.readVersion);
        if (list.uncertain.length === 0 && isKnown) expect(line?.unread).toBe(isKnown.unread);
      }
      if (mustAsk || list.uncertain.length > 0)
        list = putTop(list, { threads: [truth], nextBefore: null, unreadBelow: [] });
      const [line] = list.threads;
      if (line?.rev === truth.rev && line.readVersion === truth.readVersion) expect(line.unread).toBe(truth.unread);
      expect(putTop(list, { threads: [truth], nextBefore: null, unreadBelow: [] }).threads).toEqual([truth]);
    }),
    { numRuns: 2000 },
  );
});
