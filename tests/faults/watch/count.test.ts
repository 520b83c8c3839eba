import { expect, test } from "vitest";
import { count, type Knowledge, NOTHING_LOST } from "./count";

const IDS = ["a", "b", "c", "d", "e"];

/** Five messages that are everywhere where they belong, for so long that all of them are due. */
function whole(): Knowledge {
  return {
    views: { alice: { ids: IDS, shown: new Set(IDS) }, bob: { ids: IDS, shown: new Set(IDS) } },
    unsent: new Set(),
    stored: IDS.map((id) => ({ id, since: 100 })),
    written: new Map(IDS.map((id) => [id, 50])),
    dueBefore: 1_000,
    lost: NOTHING_LOST,
  };
}

const shownByBob = (ids: string[]): Knowledge => ({
  ...whole(),
  views: { alice: { ids: IDS, shown: new Set(IDS) }, bob: { ids, shown: new Set(ids) } },
});

test("what is everywhere where it belongs is whole, with the same order on both sides", () => {
  const counted = count(whole());
  expect(counted).toMatchObject({ sent: 5, stored: 5, holes: 0, doubles: 0, isWhole: true });
  expect(counted.alice).toEqual({ ...counted.bob, shown: 5, missing: 0, toCome: 0, isReordered: false });
  expect(counted.bob.order).toMatch(/^[0-9a-f]{8}$/);
});

test("a hole in what a side shows is found, in the middle and at the end", () => {
  for (const ids of [IDS.filter((id) => id !== "c"), IDS.slice(0, -1), []]) {
    const counted = count(shownByBob(ids));
    const holes = IDS.length - ids.length;
    expect(counted).toMatchObject({ holes, isWhole: false, alice: { missing: 0 }, bob: { missing: holes } });
    expect(counted.lost).toEqual({ ...NOTHING_LOST, bob: new Set(IDS.filter((id) => !ids.includes(id))) });
    expect(counted.bob.order).not.toBe(counted.alice.order);
  }
});

test("what is missing and not yet due is no hole, and not whole either", () => {
  const counted = count({ ...shownByBob(["a", "b"]), dueBefore: 99 });
  expect(counted).toMatchObject({ holes: 0, isWhole: false, bob: { missing: 3, toCome: 3 } });
});

test("a message that a side once showed and no longer shows is a hole, although it counts as shown", () => {
  const { views, ...rest } = whole();
  const counted = count({ ...rest, views: { ...views, bob: { ...views.bob, ids: ["a", "b", "d", "e"] } } });
  expect(counted).toMatchObject({ holes: 1, isWhole: false, bob: { shown: 5, missing: 1, toCome: 0 } });
});

test("what was lost stays lost until it comes, whatever begins meanwhile", () => {
  const { lost } = count(shownByBob(["a", "b"]));
  expect(count({ ...shownByBob(["a", "b", "c"]), dueBefore: 0, lost }).lost.bob).toEqual(new Set(["d", "e"]));
  expect(count({ ...whole(), dueBefore: 0, lost })).toMatchObject({ holes: 0, isWhole: true });
});

test("a message that is neither stored nor on a device has vanished", () => {
  const knowledge = { ...whole(), written: new Map([...whole().written, ["f", 60]]) };
  expect(count(knowledge)).toMatchObject({ sent: 6, stored: 5, holes: 1, isWhole: false });
  expect(count({ ...knowledge, unsent: new Set(["f"]) })).toMatchObject({ holes: 0, isWhole: false });
  expect(count({ ...knowledge, dueBefore: 59 })).toMatchObject({ holes: 0, isWhole: false });
});

test("a double is found in what is shown and in what is stored, at once", () => {
  expect(count({ ...shownByBob([...IDS, "c"]), dueBefore: 0 })).toMatchObject({ doubles: 1, isWhole: false });

  const { stored, ...rest } = whole();
  expect(count({ ...rest, stored: [...stored, { id: "c", since: 100 }] })).toMatchObject({
    doubles: 1,
    isWhole: false,
  });
  // Under an id of its own it is something that nobody wrote.
  expect(count({ ...rest, stored: [...stored, { id: "c2", since: 100 }] })).toMatchObject({ doubles: 1 });
});

test("a swap is found, also while one side is still behind", () => {
  for (const ids of [
    ["a", "c", "b", "d", "e"],
    ["b", "a"],
  ]) {
    const counted = count({ ...shownByBob(ids), dueBefore: 0 });
    expect(counted).toMatchObject({ isWhole: false, alice: { isReordered: false }, bob: { isReordered: true } });
    expect(counted.bob.order).not.toBe(counted.alice.order);
  }
});

test("the same order on both sides is not enough when it is not the order of the places", () => {
  const ids = ["a", "b", "d", "c", "e"];
  const { views, ...rest } = whole();
  const counted = count({ ...rest, views: { alice: { ...views.alice, ids }, bob: { ...views.bob, ids } } });
  expect(counted.alice.order).toBe(counted.bob.order);
  expect(counted).toMatchObject({ isWhole: false, alice: { isReordered: true }, bob: { isReordered: true } });
});

test("what a side shows before it was counted in PostgreSQL is neither a double nor out of order", () => {
  const counted = count({ ...whole(), stored: whole().stored.slice(0, 3) });
  expect(counted).toMatchObject({ doubles: 0, isWhole: false, bob: { isReordered: false } });
});
