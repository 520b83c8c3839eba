import { expect, test } from "vitest";
import { firstAim } from "./aim";

const place = { seq: 40, top: 12, newest: 90 };

test("the message of the address comes before all else", () => {
  expect(firstAim({ at: 7, place, firstUnread: 91, newest: 95 })).toEqual({ kind: "message", seq: 7 });
});

test("one is where one was, unless something came since that is to be read", () => {
  expect(firstAim({ at: null, place, firstUnread: null, newest: 95 })).toMatchObject({ kind: "place", seq: 40 });
  expect(firstAim({ at: null, place, firstUnread: 60, newest: 90 })).toMatchObject({ kind: "place", seq: 40 });
  expect(firstAim({ at: null, place, firstUnread: 91, newest: 95 })).toEqual({ kind: "unread", seq: 91 });
});

test("otherwise one lands on the first unread message, or at the end", () => {
  expect(firstAim({ at: null, place: null, firstUnread: 91, newest: 95 })).toEqual({ kind: "unread", seq: 91 });
  expect(firstAim({ at: null, place: null, firstUnread: null, newest: 95 })).toEqual({ kind: "end" });
});
