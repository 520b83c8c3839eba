import { expect, test } from "vitest";
import { messageEvent, type ThreadEvent } from "@/components/timeline/timeline";
import { UNREAD_LIMIT } from "@/lib/wire/limits";
import type { ReadPosition } from "@/lib/wire/read-positions";
import type { ThreadPage, ThreadSummary } from "@/lib/wire/threads";
import { type Random, randomFrom } from "@/tests/faults/random";
import { ana, aSummary, ben, messageAt } from "@/tests/stage/props";
import { type ListedThreads, moveReadPosition, openList, putTop, receiveInList } from "./listed-threads";
import { mentionsInWords, titleWith } from "./unread";

const OPERATIONS = 100_000;
const PER_WORLD = 500;

test(`after ${OPERATIONS} random operations on three devices, in whatever order word of them comes, unread and mentions equal a recount`, () => {
  for (let seed = 0; seed < OPERATIONS / PER_WORLD; seed += 1) liveThrough(seed);
});

test.each([
  [0, "Ben · Parley"],
  [3, "(3) Ben · Parley"],
  [100, "(99+) Ben · Parley"],
])("with %i unread conversations the title is %s", (count, title) => {
  expect(titleWith(count, "Ben · Parley")).toBe(title);
});

test("a mention is told apart from mentions", () => {
  expect([0, 1, 2, 100].map(mentionsInWords)).toEqual([null, "1 mention", "2 mentions", "99+ mentions"]);
});

type Said = { author: typeof ana; isCounted: boolean; isMention: boolean; isDeleted: boolean };
type Thread = { id: string; rev: number; messages: Said[]; seq: number; version: number };

/** What the server says to a device, or a device to the server. */
type Word = { event: ThreadEvent } | { positions: ReadPosition[] } | { top: ThreadPage; asked: ThreadSummary[] };
type Displayed = { thread: Thread; seq: number; version: number };

type Device = { list: ListedThreads; toCome: Word[]; unsaid: Displayed[]; mustAsk: boolean };

/** Ana's threads as the server has them. */
function createServer() {
  const threads: Thread[] = ["1", "2", "3"].map((digit) => ({
    id: `${digit.repeat(8)}-0000-4000-8000-000000000000`,
    ...{ rev: 1, messages: [{ author: ben, isCounted: true, isMention: false, isDeleted: false }], seq: 0, version: 0 },
  }));

  function lineOf({ id, rev, messages, seq, version }: Thread): ThreadSummary {
    const unread = messages
      .slice(seq)
      .filter(({ author, isCounted, isDeleted }) => isCounted && !isDeleted && author !== ana);
    const mentions = unread.filter(({ isMention }) => isMention);
    const lastSeq = messages.length;
    return aSummary({
      ...{ id, lastSeq, rev, unread: Math.min(UNREAD_LIMIT, unread.length) },
      mentions: Math.min(UNREAD_LIMIT, mentions.length),
      ...{ lastReadSeq: seq, readVersion: version, lastMessage: null, lastMessageAt: timeOf(lastSeq) },
    });
  }

  function positionOf(thread: Thread): ReadPosition {
    const { id: threadId, lastReadSeq: seq, readVersion: version, unread, mentions, rev } = lineOf(thread);
    return { threadId, seq, version, unread, mentions, rev };
  }

  function eventOf(thread: Thread, seq: number, wasMention: boolean): ThreadEvent {
    thread.rev += 1;
    const { author, isCounted, isMention, isDeleted } = thread.messages[seq - 1]!;
    const event = isCounted ? null : { type: "left" as const };
    const mentions = isMention ? [{ ...ana, username: "ana" }] : [];
    const told = { threadId: thread.id, rev: thread.rev, author, event, isDeleted, mentions, createdAt: timeOf(seq) };
    return messageEvent(messageAt(seq, told), wasMention ? [ana.id] : []);
  }

  return {
    threads,
    positionOf,
    lineOf,
    top: (): ThreadPage => ({ threads: threads.map(lineOf), nextBefore: null, unreadBelow: [] }),
    send(thread: Thread, said: Said): ThreadEvent {
      thread.messages.push(said);
      return eventOf(thread, thread.messages.length, false);
    },
    /** Deletes a message, or changes whether it names Ana. */
    change(thread: Thread, seq: number, isDeleted: boolean): ThreadEvent | null {
      const said = thread.messages[seq - 1];
      if (!said?.isCounted || said.isDeleted) return null;
      const wasMention = said.isMention;
      thread.messages[seq - 1] = { ...said, isDeleted, isMention: isDeleted ? false : !wasMention };
      return eventOf(thread, seq, wasMention);
    },
    display({ thread, seq, version }: Displayed): void {
      if (version >= thread.version) thread.seq = Math.max(thread.seq, Math.min(seq, thread.messages.length));
    },
    markUnread(thread: Thread, seq: number): void {
      thread.seq = seq - 1;
      thread.version += 1;
    },
  };
}

const timeOf = (seq: number) => new Date(Date.UTC(2026, 10, 3) + seq * 1000).toISOString();

function liveThrough(seed: number): void {
  const random = randomFrom(seed);
  const server = createServer();
  const devices: Device[] = [1, 2, 3].map(() => ({
    ...{ list: openList(server.top()), toCome: [], unsaid: [], mustAsk: false },
  }));
  const tellAll = (word: Word) => {
    for (const device of devices) device.toCome.push(word);
  };
  const tellPositions = (threads: Thread[]) => tellAll({ positions: threads.map(server.positionOf) });

  const operations: ((device: Device, thread: Thread, random: Random) => void)[] = [
    (_, thread) => {
      const author = random.pick([ana, ben, ben, ben]);
      const isCounted = random.chance(0.9);
      const isMention = isCounted && random.chance(0.3);
      tellAll({ event: server.send(thread, { author, isCounted, isMention, isDeleted: false }) });
    },
    (_, thread) => {
      const seq = 1 + Math.floor(random.between(0, thread.messages.length));
      const event = server.change(thread, seq, random.chance(0.5));
      if (event) tellAll({ event });
    },
    (device, thread) => display(device, thread, random),
    (device) => {
      const said = device.unsaid.shift();
      if (said) server.display(said);
      if (said) tellPositions([said.thread]);
    },
    (_, thread) => {
      if (random.chance(0.8)) return;
      server.markUnread(thread, 1 + Math.floor(random.between(0, thread.messages.length)));
      tellPositions([thread]);
    },
    () => {
      if (random.chance(0.9)) return;
      for (const thread of server.threads) thread.seq = thread.messages.length;
      tellPositions(server.threads);
    },
    (device) => {
      // What was on its way is lost. What was displayed and not confirmed is said again, by and by.
      if (random.chance(0.9)) return;
      device.toCome = [{ top: server.top(), asked: device.list.threads }];
      device.mustAsk = false;
    },
    (device) => hearSome(device, random),
    (device) => hearSome(device, random),
    (device) => hearSome(device, random),
  ];
  for (let count = 0; count < PER_WORLD; count += 1)
    random.pick(operations)(random.pick(devices), random.pick(server.threads), random);

  for (const device of devices)
    for (const said of device.unsaid.splice(0)) {
      server.display(said);
      tellPositions([said.thread]);
    }
  for (const device of devices) {
    while (device.toCome.length > 0) hearSome(device, random);
    if (device.mustAsk || device.list.uncertain.length > 0) device.list = putTop(device.list, server.top());
    for (const thread of server.threads) {
      const truth = server.lineOf(thread);
      const held = device.list.threads.find(({ id }) => id === thread.id);
      expect(countsOf(seed, held)).toEqual(countsOf(seed, truth));
    }
  }
}

function countsOf(seed: number, line: ThreadSummary | undefined) {
  const { unread, mentions, lastReadSeq, readVersion, rev } = line ?? {};
  return { seed, unread, mentions, lastReadSeq, readVersion, rev };
}

/** As a tab does: at its end a thread has nothing unread, before the server says so. */
function display(device: Device, thread: Thread, random: Random): void {
  const line = device.list.threads.find(({ id }) => id === thread.id);
  if (!line) return;
  const { id: threadId, lastSeq, readVersion: version, rev } = line;
  const seq = random.chance(0.5) ? lastSeq : Math.floor(random.between(0, lastSeq + 1));
  device.unsaid.push({ thread, seq, version });
  if (seq < lastSeq) return;
  device.list = moveReadPosition(device.list, { threadId, seq, version, unread: 0, mentions: 0, rev });
}

/** Any of what is on its way comes next, and some of it comes twice. */
function hearSome(device: Device, random: Random): void {
  if (device.toCome.length === 0) return;
  const word = random.pick(device.toCome);
  if (random.chance(0.9)) device.toCome.splice(device.toCome.indexOf(word), 1);
  const before = new Map(device.list.threads.map((line) => [line.id, line]));

  if ("event" in word) {
    const heard = receiveInList(device.list, word.event, ana.id);
    if (heard) device.list = heard;
    else device.mustAsk = true;
  } else if ("positions" in word) device.list = word.positions.reduce(moveReadPosition, device.list);
  else device.list = putTop(device.list, word.top, word.asked);

  for (const { id, readVersion, lastReadSeq } of device.list.threads) {
    const held = before.get(id);
    if (held && readVersion <= held.readVersion)
      expect([readVersion, lastReadSeq >= held.lastReadSeq]).toEqual([held.readVersion, true]);
  }
}
