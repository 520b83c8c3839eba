import { expect, test } from "vitest";
import { presenceInWords } from "./presence-in-words";

const here = { now: Date.parse("2026-11-03T12:00:00Z"), zone: "UTC", today: "2026-11-03" };
const gone = (lastSeenAt: string | null) => ({ personId: "ben", state: "offline" as const, lastSeenAt });

test.each([
  ["2026-11-03T12:00:30Z", "Last seen just now"],
  ["2026-11-03T11:59:30Z", "Last seen just now"],
  ["2026-11-03T11:59:00Z", "Last seen 1 min ago"],
  ["2026-11-03T11:48:00Z", "Last seen 12 min ago"],
  ["2026-11-03T11:00:00Z", "Last seen 1 h ago"],
  ["2026-11-02T12:00:01Z", "Last seen 23 h ago"],
  ["2026-11-02T12:00:00Z", "Last seen on Mon"],
  ["2026-10-01T12:00:00Z", "Last seen on 1 Oct"],
  [null, "Offline"],
])("somebody who was there at %s: %s", (moment, words) => {
  expect(presenceInWords(gone(moment), here)).toBe(words);
});

test("who is there is online or away, and of who does not tell nothing is said", () => {
  const states = (["online", "away", "hidden"] as const).map((state) => ({ personId: "ben", state, lastSeenAt: null }));
  expect([...states, undefined].map((presence) => presenceInWords(presence, here))).toEqual([
    ...["Online", "Away", null, null],
  ]);
});
