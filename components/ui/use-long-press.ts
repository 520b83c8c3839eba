import { type DragEvent, type MouseEvent, type PointerEvent, type TouchEvent, useRef } from "react";

const PRESS_MS = 450;
/** A finger never rests quite still. */
const SLIP_PX = 10;

/**
 * Calls back when a finger rests on something, but for what is in it that has a business of its own. A mouse has other
 * ways.
 */
export function useLongPress(onPress: () => void, ownBusiness = "a, button, dialog, audio, video") {
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number }>(null);
  const wasLong = useRef(false);

  function end(): void {
    clearTimeout(press.current?.timer);
    press.current = null;
  }

  function fire(): void {
    wasLong.current = true;
    onPress();
  }

  /** A browser makes something of a finger that rests, on a link above all: a menu of its own, or something to drag. */
  function keepFromBrowser(event: MouseEvent | DragEvent): void {
    if (press.current || wasLong.current) event.preventDefault();
  }

  return {
    onPointerDown({ pointerType, clientX: x, clientY: y, target }: PointerEvent) {
      end();
      wasLong.current = false;
      const isOwnBusiness = target instanceof Element && target.closest(ownBusiness);
      if (pointerType !== "mouse" && !isOwnBusiness) press.current = { timer: setTimeout(fire, PRESS_MS), x, y };
    },
    onPointerMove({ clientX, clientY }: PointerEvent) {
      const begun = press.current;
      if (begun && Math.hypot(clientX - begun.x, clientY - begun.y) > SLIP_PX) end();
    },
    onPointerUp: end,
    onPointerCancel: end,
    onContextMenu: keepFromBrowser,
    onDragStart: keepFromBrowser,
    /** The finger that goes up must not press what has come under it meanwhile. */
    onTouchEnd: (event: TouchEvent) => wasLong.current && event.preventDefault(),
  };
}
