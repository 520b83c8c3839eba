// @vitest-environment happy-dom
import { afterEach, expect, test } from "vitest";
import { ana, ben, THREAD_ID } from "@/tests/stage/props";
import { readPlace, wipePlaces, writePlace } from "./places";

afterEach(() => window.sessionStorage.clear());

const PLACE = { seq: 40, top: -12, newest: 90 };

test("a place is kept for each person and thread, until one leaves at the end", () => {
  writePlace(ana.id, THREAD_ID, PLACE);
  expect(readPlace(ana.id, THREAD_ID)).toEqual(PLACE);
  expect(readPlace(ben.id, THREAD_ID)).toBeNull();
  writePlace(ana.id, THREAD_ID, null);
  expect(readPlace(ana.id, THREAD_ID)).toBeNull();
});

test("what somebody else has put there is no place", () => {
  for (const text of ["", "x y z", "40", "40 x 90", "[object Object]"]) {
    window.sessionStorage.setItem(`parley.place.${ana.id}.${THREAD_ID}`, text);
    expect([text, readPlace(ana.id, THREAD_ID)]).toEqual([text, null]);
  }
});

test("signing out leaves none behind, nor lets the page note one as it is left", () => {
  writePlace(ana.id, THREAD_ID, PLACE);
  wipePlaces(ana.id);
  writePlace(ana.id, THREAD_ID, PLACE);
  expect(Object.keys(window.sessionStorage)).toEqual([]);
});
