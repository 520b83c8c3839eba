// @vitest-environment happy-dom
import { cleanup, createEvent, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useLongPress } from "./use-long-press";

beforeEach(() => void vi.useFakeTimers());
afterEach(cleanup);
afterEach(() => void vi.useRealTimers());

const LONG_MS = 500;
const onPress = vi.fn();

function Row({ ownBusiness }: { ownBusiness?: string }) {
  return (
    <div {...useLongPress(onPress, ownBusiness)}>
      <a href="/t/1">Ben</a> Noodles?
    </div>
  );
}

/** Puts something down on the link or beside it, and keeps it there for long unless it slips. */
function press(on: HTMLElement, pointerType: "touch" | "mouse", slip = 0): number {
  onPress.mockReset();
  fireEvent.pointerDown(on, { pointerType, clientX: 10, clientY: 10 });
  fireEvent.pointerMove(on, { pointerType, clientX: 10, clientY: 10 + slip });
  vi.advanceTimersByTime(LONG_MS);
  return onPress.mock.calls.length;
}

/** Whether the browser goes on with what it would make of it. */
function isLeftToBrowser(on: HTMLElement, kind: "contextMenu" | "dragStart" | "touchEnd"): boolean {
  return fireEvent(on, createEvent[kind](on));
}

test("a finger that rests is a long press; one that slips, and a mouse, are none", () => {
  render(<Row />);
  const row = screen.getByText(/Noodles/);
  expect([press(row, "touch"), press(row, "touch", 20), press(row, "mouse")]).toEqual([1, 0, 0]);
});

test("a link is its own business unless it is the whole of what is pressed", () => {
  const { rerender } = render(<Row />);
  expect(press(screen.getByRole("link"), "touch")).toBe(0);
  expect(isLeftToBrowser(screen.getByRole("link"), "contextMenu")).toBe(true);
  rerender(<Row ownBusiness="button" />);
  expect(press(screen.getByRole("link"), "touch")).toBe(1);
});

test("of a long press the browser makes no menu, nothing to drag and no click of its own", () => {
  render(<Row ownBusiness="button" />);
  const link = screen.getByRole("link");
  const left = () => (["contextMenu", "dragStart", "touchEnd"] as const).map((kind) => isLeftToBrowser(link, kind));
  press(link, "touch");
  expect(left()).toEqual([false, false, false]);
  press(link, "mouse");
  expect(left()).toEqual([true, true, true]);
});
