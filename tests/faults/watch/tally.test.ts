import { expect, test } from "vitest";
import { createTally, type View } from "./tally";

const shown = (place: number, removed: number, ...ids: string[]) => ({
  ...{ kind: "shown" as const, at: 3, tab: "t1", thread: "x", place, removed, newest: 9 },
  added: ids.map((id, index) => ({ id, seq: place + index + 1, rev: 1 })),
});

const sizesOf = ({ ids, shown }: View) => ({ ids, shown: shown.size });

function withOneTab() {
  const tally = createTally();
  tally.note({ kind: "opened", at: 1, tab: "t1", device: "bob", person: "p", session: "s" });
  return tally;
}

test("a view is what the timeline says of itself, change by change", () => {
  const tally = withOneTab();
  for (const change of [shown(0, 0, "b", "c"), shown(0, 0, "a"), shown(3, 0, "e"), shown(3, 1, "d")])
    tally.note(change);
  expect(sizesOf(tally.viewOf("bob"))).toEqual({ ids: ["a", "b", "c", "d"], shown: 5 });
  expect(sizesOf(tally.viewOf("alice"))).toEqual({ ids: [], shown: 0 });
});

test("a message that is shown twice is in the view twice, and has been shown once", () => {
  const tally = withOneTab();
  for (const change of [shown(0, 0, "a", "b"), shown(2, 0, "a")]) tally.note(change);
  expect(sizesOf(tally.viewOf("bob"))).toEqual({ ids: ["a", "b", "a"], shown: 2 });
});

test("a timeline that begins anew takes nothing from what was ever shown", () => {
  const tally = withOneTab();
  for (const change of [shown(0, 0, "a", "b"), shown(0, 2, "y", "z")]) tally.note(change);
  expect(sizesOf(tally.viewOf("bob"))).toEqual({ ids: ["y", "z"], shown: 4 });
});

test("a new page of a device begins with nothing before its eyes", () => {
  const tally = withOneTab();
  tally.note(shown(0, 0, "a"));
  tally.note({ kind: "closed", at: 4, tab: "t1" });
  tally.note({ kind: "opened", at: 5, tab: "t2", device: "bob", person: "p", session: "s" });
  expect(sizesOf(tally.viewOf("bob"))).toEqual({ ids: [], shown: 1 });
});

test("what was written is kept with its time", () => {
  const tally = createTally();
  tally.note({ kind: "written", at: 7, tab: "t1", device: "bob", person: "p", thread: "x", id: "a" });
  expect([...tally.written]).toEqual([["a", 7]]);
});
