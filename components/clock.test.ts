import { describe, expect, test } from "vitest";
import { dayInWords, dayOf, momentInWords, nextMidnight, timeOf, zoneNamed } from "./clock";

const LATE = "2026-11-03T23:30:00.000Z";

describe("zones", () => {
  test("one moment is another time, and another day, elsewhere", () => {
    expect([timeOf(LATE, "UTC"), timeOf(LATE, "Europe/Berlin"), timeOf(LATE, "Asia/Kolkata")]).toEqual([
      "23:30",
      "00:30",
      "05:00",
    ]);
    expect([dayOf(LATE, "UTC"), dayOf(LATE, "Europe/Berlin"), dayOf(LATE, "America/New_York")]).toEqual([
      "2026-11-03",
      "2026-11-04",
      "2026-11-03",
    ]);
  });

  test("midnight is 00:00 and not 24:00", () => {
    expect(timeOf("2026-11-03T00:00:00.000Z", "UTC")).toBe("00:00");
  });

  test("a name that is no zone, as a cookie may hold it, gives the zone of this machine", () => {
    const own = zoneNamed(undefined);
    expect(zoneNamed("Mars/Olympus")).toBe(own);
    expect(zoneNamed("")).toBe(own);
    expect(zoneNamed("europe/berlin")).toBe("Europe/Berlin");
  });
});

describe("days in words", () => {
  test.each([
    ["2026-11-05", "Today"],
    ["2026-11-04", "Yesterday"],
    ["2026-11-03", "Tue 3 Nov"],
    ["2026-09-01", "Tue 1 Sep"],
    ["2025-12-31", "Wed 31 Dec 2025"],
    ["2026-11-06", "Fri 6 Nov"],
  ])("on 5 November 2026, %s is %s", (day, words) => {
    expect(dayInWords(day, "2026-11-05")).toBe(words);
  });

  test("New Year's Eve is yesterday on New Year's Day", () => {
    expect(dayInWords("2025-12-31", "2026-01-01")).toBe("Yesterday");
  });
});

describe("moments in a list", () => {
  test.each([
    ["2026-11-05T13:03:00Z", "14:03"],
    ["2026-11-04T22:59:00Z", "Wed"],
    ["2026-11-04T23:01:00Z", "00:01"],
    ["2026-10-30T12:00:00Z", "Fri"],
    ["2026-10-29T12:00:00Z", "29 Oct"],
    ["2025-10-29T12:00:00Z", "29 Oct 2025"],
    ["2026-11-07T12:00:00Z", "7 Nov"],
  ])("on 5 November 2026 in Berlin, %s is %s", (instant, words) => {
    expect(momentInWords(instant, "Europe/Berlin", "2026-11-05")).toBe(words);
  });
});

describe("the next midnight", () => {
  test.each([
    ["an ordinary day", "2026-11-03T12:00:00Z", "UTC", "2026-11-04T00:00:00.000Z"],
    ["a day of 23 hours", "2026-03-29T00:30:00Z", "Europe/Berlin", "2026-03-29T22:00:00.000Z"],
    ["a day of 25 hours", "2026-10-25T00:30:00Z", "Europe/Berlin", "2026-10-25T23:00:00.000Z"],
    ["a day that begins at one", "2026-09-05T12:00:00Z", "America/Santiago", "2026-09-06T04:00:00.000Z"],
    ["midnight itself", "2026-11-03T00:00:00Z", "UTC", "2026-11-04T00:00:00.000Z"],
  ])("ends %s", (_, now, zone, midnight) => {
    expect(new Date(nextMidnight(Date.parse(now), zone)).toISOString()).toBe(midnight);
  });
});
