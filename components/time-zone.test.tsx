// @vitest-environment happy-dom
import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ZONE_COOKIE, zoneNamed } from "./clock";
import { TimeZoneProvider, useTimeZone } from "./time-zone";

const own = zoneNamed(undefined);
const NEW_YEARS_EVE = new Date(2026, 11, 31, 23, 59, 30);

beforeEach(() => void vi.useFakeTimers({ now: NEW_YEARS_EVE }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test("the browser's zone corrects what the server believed, and tells it for the next time", () => {
  const elsewhere = own === "Asia/Tokyo" ? "Europe/Berlin" : "Asia/Tokyo";
  show(elsewhere);
  expect(screen.getByText(`${own} 2026-12-31`)).toBeTruthy();
  expect(document.cookie).toContain(`${ZONE_COOKIE}=${encodeURIComponent(own)}`);
});

test("after midnight it is another day, without anybody doing anything", () => {
  show(own);
  expect(screen.getByText(`${own} 2026-12-31`)).toBeTruthy();
  act(() => void vi.advanceTimersByTime(31_000));
  expect(screen.getByText(`${own} 2027-01-01`)).toBeTruthy();
});

test("a page that was made before midnight and comes alive after it is right at once", () => {
  show(own, NEW_YEARS_EVE.getTime() - 24 * 60 * 60 * 1000);
  act(() => void vi.advanceTimersByTime(1));
  expect(screen.getByText(`${own} 2026-12-31`)).toBeTruthy();
});

function show(zone: string, now = NEW_YEARS_EVE.getTime()) {
  render(
    <TimeZoneProvider zone={zone} now={now}>
      <Here />
    </TimeZoneProvider>,
  );
}

function Here() {
  const { zone, today } = useTimeZone();
  return `${zone} ${today}`;
}
