import fc from "fast-check";
import { expect, test } from "vitest";
import { messageEvent } from "@/components/thread/timeline";
import { ana, aSummary, ben, messageAt, NOON, THREAD_ID, threadOf } from "@/tests/stage/props";
import { type ListedThreads, moveReadPosition, openList, putTop, receiveInList, removeLine } from "./listed-threads";

const minutesLater = (minutes: number) => new Date(NOON + minutes * 60_000).toISOString();
const OTHER_ID = "22222222-2222-4222-8222-222222222222";
const other = aSummary({ id: OTHER_ID, lastMessageAt: minutesLater(5) });
const listOf = (...threads: ListedThreads["threads"]): ListedThreads => openList({ threads, nextBefore: null });
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
  const read = { threadId: THREAD_ID, seq: 4, version: 2, unread: 0, rev: 1 };
  const list = moveReadPosition(listOf(aSummary({ unread: 3, readVersion: 1 })), read);
  expect(list.threads[0]).toMatchObject({ unread: 0, lastReadSeq: 4 });
  expect(moveReadPosition(list, { ...read, version: 1, unread: 3 })).toEqual(list);
});

test("the top as the server has it replaces the list but for lines further down, and never brings back an older state", () => {
  const older = aSummary({ id: "33333333-3333-4333-8333-333333333333", lastMessageAt: minutesLater(-5) });
  const [ahead, behind] = [aSummary({ rev: 7, unread: 2 }), aSummary({ rev: 6, unread: 1 })];
  const cursor = { lastMessageAt: behind.lastMessageAt, id: behind.id };

  const list = putTop(listOf(other, ahead, older), { threads: [behind], nextBefore: cursor });
  expect(list).toEqual(listOf(ahead, older));
  expect(ids(putTop(list, { threads: [behind], nextBefore: null }))).toEqual([THREAD_ID]);
});

test("a conversation that came while the server was asked stays, and one that it no longer has goes", () => {
  const asked = listOf(aSummary(), other);
  const added = aSummary({ id: "44444444-4444-4444-8444-444444444444", lastMessageAt: minutesLater(9) });
  const meanwhile = { ...asked, threads: [added, ...asked.threads] };

  const list = putTop(meanwhile, { threads: [aSummary()], nextBefore: null }, asked.threads);
  expect(ids(list)).toEqual([added.id, THREAD_ID]);
});

test("what asking cannot make certain is not asked for again", () => {
  const below = aSummary({ lastMessageAt: minutesLater(-5), readVersion: 1 });
  const read = { threadId: THREAD_ID, seq: 4, version: 2, unread: 0, rev: 9 };
  const list = moveReadPosition(listOf(other, below), read);
  expect(list.uncertain).toEqual([THREAD_ID]);

  const top = { threads: [other], nextBefore: { lastMessageAt: other.lastMessageAt, id: other.id } };
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
    return step === "write" ? messageAt(seq) : { threadId: THREAD_ID, seq, version, unread: 0, rev };
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
        if ("readVersion" in news) list = putTop(list, { threads: [news], nextBefore: null });
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
      if (mustAsk || list.uncertain.length > 0) list = putTop(list, { threads: [truth], nextBefore: null });
      const [line] = list.threads;
      if (line?.rev === truth.rev && line.readVersion === truth.readVersion) expect(line.unread).toBe(truth.unread);
      expect(putTop(list, { threads: [truth], nextBefore: null }).threads).toEqual([truth]);
    }),
    { numRuns: 2000 },
  );
});
