// @vitest-environment happy-dom
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { useFileDrop } from "./use-file-drop";

afterEach(cleanup);

const noodles = new File(["noodles"], "noodles.txt");

/** Tells whether the browser was kept from opening the file. */
function give(type: "dragover" | "drop"): boolean {
  const dataTransfer = { types: ["Files"], files: [noodles] };
  const event = Object.assign(new Event(type, { bubbles: true, cancelable: true }), { dataTransfer });
  act(() => void document.body.dispatchEvent(event));
  return event.defaultPrevented;
}

test("what is dropped is taken while it can be, and never opened in the place of the page", () => {
  const take = vi.fn();
  const { result, rerender } = renderHook(({ canTake }) => useFileDrop(canTake, take), {
    initialProps: { canTake: false },
  });
  expect([give("dragover"), result.current, give("drop"), take.mock.calls]).toEqual([true, false, true, []]);
  rerender({ canTake: true });
  expect([give("dragover"), result.current]).toEqual([true, true]);
  expect([give("drop"), result.current, take.mock.calls]).toEqual([true, false, [[[noodles]]]]);
});
