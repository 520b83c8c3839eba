// @vitest-environment happy-dom
import { act, renderHook } from "@testing-library/react";
import type { PointerEvent } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { useMessageFocus } from "./use-message-focus";

afterEach(() => vi.unstubAllGlobals());

test.each([
  ["what a mouse is over is pointed at", "mouse", true, true],
  ["a finger points at nothing", "touch", true, false],
  ["where nothing can hover, the mouse that a tap leaves behind points at nothing", "mouse", false, false],
])("%s", (_, pointerType, canHover, isPointedAt) => {
  vi.stubGlobal("matchMedia", (query: string) => ({ matches: query === "(any-hover: hover)" && canHover }));
  const { result } = renderHook(useMessageFocus);
  act(() => result.current.onPointerEnter({ pointerType } as PointerEvent));
  expect(result.current.isActive).toBe(isPointedAt);
});
