// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchActivity } from "./activity";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const FIVE_MINUTES = 5 * 60_000;
const turn = (visibility: "visible" | "hidden") => {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(visibility);
  document.dispatchEvent(new Event("visibilitychange"));
};
const press = () => window.dispatchEvent(new KeyboardEvent("keydown", { key: "a" }));

test("somebody is away after five minutes without input, and back with the first", () => {
  const seen: string[] = [];
  const stop = watchActivity((activity) => seen.push(activity));
  vi.advanceTimersByTime(FIVE_MINUTES - 1);
  press();
  vi.advanceTimersByTime(FIVE_MINUTES - 1);
  expect(seen).toEqual(["online"]);
  vi.advanceTimersByTime(1);
  expect(seen).toEqual(["online", "away"]);
  press();
  press();
  expect(seen).toEqual(["online", "away", "online"]);
  stop();
  vi.advanceTimersByTime(FIVE_MINUTES);
  expect(seen).toHaveLength(3);
});

test("a page that is hidden has nobody before it", () => {
  const seen: string[] = [];
  const stop = watchActivity((activity) => seen.push(activity));
  turn("hidden");
  turn("visible");
  expect(seen).toEqual(["online", "away", "online"]);
  stop();
});
