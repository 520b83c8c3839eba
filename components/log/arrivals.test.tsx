// @vitest-environment happy-dom
import { act, cleanup, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ana, messageAt } from "@/tests/stage/props";
import { renderForAna } from "@/tests/stage/scene";
import { Arrivals } from "./arrivals";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const spoken = () => {
  act(() => void vi.advanceTimersByTime(5000));
  return screen.getByRole("status").textContent;
};
const messages = [messageAt(3), messageAt(4)];

test("what others write is said once, and neither history nor what one writes oneself", () => {
  const { rerender } = renderForAna(<Arrivals messages={messages} newest={4} />);
  expect(spoken()).toBe("");
  const withOlder = [messageAt(1), messageAt(2), ...messages];
  rerender(<Arrivals messages={withOlder} newest={4} />);
  expect(spoken()).toBe("");

  rerender(<Arrivals messages={[...withOlder, messageAt(5, { author: ana })]} newest={5} />);
  expect(spoken()).toBe("");
  rerender(<Arrivals messages={[...withOlder, messageAt(5, { author: ana }), messageAt(6)]} newest={6} />);
  expect(spoken()).toBe("Ben: message 6");
});

test("of a burst it is said how many there are", () => {
  const { rerender } = renderForAna(<Arrivals messages={messages} newest={4} />);
  rerender(<Arrivals messages={[3, 4, 5, 6, 7, 8, 9].map((seq) => messageAt(seq))} newest={9} />);
  expect(spoken()).toBe("5 new messages");
});
