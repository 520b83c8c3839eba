import { expect, test } from "vitest";
import type { Receipt } from "@/lib/wire/read-positions";
import { ana, ben, eve, participantOf, threadOf } from "@/tests/stage/props";
import { arrivalOf, readersAt, readersOf } from "./marks";
import { putReceipt, replaceReceipts } from "./receipts";

const people = [ana, ben, eve].map((person) => participantOf(person));
const group = threadOf(...people);
const receipt = (personId: string, seenSeq: number, given: Partial<Receipt> = {}): Receipt => ({
  ...{ personId, deliveredSeq: seenSeq, seenSeq, seenAt: `2026-11-03T12:00:0${seenSeq}Z`, readableFrom: 1 },
  ...given,
});
const said = (...seqs: number[]) => seqs.map((seq) => ({ seq, author: ana }));
const names = (readers: { name: string }[] | undefined) => readers?.map(({ name }) => name);

test.each([
  ["sent", []],
  ["sent", [receipt(ben.id, 3)]],
  ["delivered", [receipt(ben.id, 3, { deliveredSeq: 4 })]],
  ["read", [receipt(ben.id, 4)]],
] as const)("a message in a direct thread is %s", (arrival, receipts) => {
  expect(arrivalOf(4, "direct", [...receipts])).toBe(arrival);
});

test("in a group a message is sent, whoever has read it", () => {
  expect(arrivalOf(4, "group", [receipt(ben.id, 9)])).toBe("sent");
});

test("people stand at the last message that they have seen and that can carry a mark", () => {
  const readers = readersAt(said(2, 3, 5), group, [receipt(ben.id, 4), receipt(eve.id, 3)]);
  expect([...readers].map(([seq, here]) => [seq, names(here)])).toEqual([[3, ["Eve", "Ben"]]]);
  expect(readersAt(said(5, 6), group, [receipt(ben.id, 4)]).size).toBe(0);
});

test("nobody stands at a message of their own", () => {
  expect(readersAt([{ seq: 3, author: ben }], group, [receipt(ben.id, 3)]).size).toBe(0);
});

test("who came later has not read what was before, and who has left is not told of", () => {
  const receipts = [receipt(ben.id, 6, { readableFrom: 5 }), receipt("somebody who left", 6)];
  expect(readersOf(4, ana.id, group, receipts)).toEqual([]);
  expect(names(readersOf(5, ana.id, group, receipts))).toEqual(["Ben"]);
  expect(readersAt(said(4), group, receipts).size).toBe(0);
});

test("a message is read by those at it and those beyond it, the earliest first, and not by who wrote it", () => {
  const receipts = [receipt(ben.id, 6), receipt(eve.id, 4)];
  expect(names(readersOf(4, ana.id, group, receipts))).toEqual(["Eve", "Ben"]);
  expect(names(readersOf(4, ben.id, group, receipts))).toEqual(["Eve"]);
});

test("of receipts in whatever order the furthest stays, and who is not told of any more is gone", () => {
  const held = [receipt(ben.id, 3), receipt(eve.id, 2)];
  expect(putReceipt(held, receipt(ben.id, 2, { deliveredSeq: 5 }))).toContainEqual(
    receipt(ben.id, 3, { deliveredSeq: 5 }),
  );
  expect(putReceipt(held, receipt(ben.id, 4))).toContainEqual(receipt(ben.id, 4));
  expect(replaceReceipts(held, [receipt(ben.id, 2)])).toEqual([receipt(ben.id, 3)]);
});
