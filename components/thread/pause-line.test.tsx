// @vitest-environment happy-dom
import { act, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { PauseLine } from "./pause-line";

afterEach(() => vi.useRealTimers());

test("it says that what was written waits, counts down for the eye, and is heard once", () => {
  vi.useFakeTimers();
  const { rerender } = render(<PauseLine until={null} />);
  const line = screen.getByRole("status", { name: "Sending" });
  expect(line.textContent).toBe("");

  rerender(<PauseLine until={Date.now() + 12_000} />);
  expect(line.textContent).toBe("Waiting: sends again in 12 s");
  act(() => vi.advanceTimersByTime(9_000));
  expect(line.textContent).toBe("Waiting: sends again in 3 s");
  expect(line.querySelector("[aria-live=off]")?.textContent).toBe("3 s");

  rerender(<PauseLine until={null} />);
  expect(line.textContent).toBe("");
});
