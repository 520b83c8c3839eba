import { expect, test } from "vitest";
import type { Attention } from "@/lib/wire/attention";
import { aSummary, NOON, THREAD_ID } from "@/tests/stage/props";
import { isArchived, isMuted, putAttention, sectionsOf } from "./attention";
import { countUnreadThreads, openList, putTop } from "./listed-threads";

const at = (minutes: number) => new Date(NOON + minutes * 60_000).toISOString();
const NONE: Attention = { version: 0, mutedUntil: null, pinnedAt: null, archivedAt: null };
const lineWith = (attention: Partial<Attention>, given = {}) =>
  aSummary({ attention: { ...NONE, ...attention }, ...given });
const idOf = (digit: number) => `${digit}`.repeat(8) + THREAD_ID.slice(8);
const listOf = (...threads: ReturnType<typeof aSummary>[]) => openList({ threads, nextBefore: null, unreadBelow: [] });

test("a thread is muted until its time, and in the archive until something is said in it, unless it is muted", () => {
  const muted = lineWith({ mutedUntil: at(60) });
  expect([isMuted(muted, NOON), isMuted(muted, NOON + 60 * 60_000)]).toEqual([true, false]);

  const archived = lineWith({ archivedAt: at(5) });
  expect(isArchived(archived, NOON)).toBe(true);
  const saidSince = { ...archived, lastMessageAt: at(6) };
  expect(isArchived(saidSince, NOON)).toBe(false);
  expect(isArchived({ ...saidSince, attention: { ...archived.attention, mutedUntil: at(60) } }, NOON)).toBe(true);
});

test("pinned ones come first, and archived ones stand apart", () => {
  const [one, pinned, archived] = [lineWith({}), lineWith({ pinnedAt: at(1) }), lineWith({ archivedAt: at(1) })];
  expect(sectionsOf([one, archived, pinned], NOON)).toEqual({ pinned: [pinned], others: [one], archived: [archived] });
});

test("what is muted or archived calls nobody, further down than is loaded either", () => {
  const lines = [{}, { mutedUntil: at(60) }, { archivedAt: at(5) }].map((attention, place) =>
    lineWith(attention, { id: idOf(place), unread: 2 }),
  );
  const list = { ...listOf(...lines), unreadBelow: ["deep", "quiet"], quietBelow: ["quiet"] };
  expect(countUnreadThreads(list, NOON)).toBe(2);
});

test("of two states of attention the higher version stays, whatever brings it", () => {
  const list = listOf(lineWith({}));
  const pinned = putAttention(list, { threadId: THREAD_ID, ...NONE, version: 2, pinnedAt: at(1) });
  expect(putAttention(pinned, { threadId: THREAD_ID, ...NONE, version: 1, archivedAt: at(1) })).toBe(pinned);
  const old = { threads: [lineWith({ version: 1 }, { rev: 9 })], nextBefore: null, unreadBelow: [] };
  expect(putTop(pinned, old).threads[0]).toMatchObject({ rev: 9, attention: { version: 2, pinnedAt: at(1) } });
});

test("pinned threads are in the list however far down they are, and the next page follows the top all the same", () => {
  const [top, deep] = [lineWith({}, { id: idOf(2) }), lineWith({ pinnedAt: at(1) }, { lastMessageAt: at(-90) })];
  const nextBefore = { lastMessageAt: top.lastMessageAt, id: top.id };
  const page = { threads: [top], pinned: [deep], nextBefore, unreadBelow: [deep.id], attentionTotal: 1 };
  const list = openList(page);
  expect(list).toMatchObject({ threads: [top, deep], nextBefore, unreadBelow: [] });
  expect(putTop(list, page)).toMatchObject({ threads: [top, deep], nextBefore });
});

test("lines further down are let go when a change of attention was missed, for it may be one of theirs", () => {
  const [top, deep] = [lineWith({}, { id: idOf(2) }), lineWith({}, { lastMessageAt: at(-90) })];
  const nextBefore = { lastMessageAt: top.lastMessageAt, id: top.id };
  const list = { ...openList({ threads: [top, deep], nextBefore: null, unreadBelow: [] }), attentionTotal: 3 };
  const told = { threads: [top], nextBefore, unreadBelow: [] };
  expect(putTop(list, { ...told, attentionTotal: 3 })).toMatchObject({ threads: [top, deep], nextBefore: null });
  expect(putTop(list, { ...told, attentionTotal: 4 })).toMatchObject({ threads: [top], nextBefore });
});
