import { type TouchEvent, useRef } from "react";

/** How far a finger goes, at least, and how much straighter than aslant. */
const FAR_PX = 48;
const STRAIGHT = 1.5;

type Ways = { onLeft: () => void; onRight: () => void; onDown: () => void };

/** Calls back when one finger has wiped over something. Two of them make it larger, which is the browser's. */
export function useSwipe({ onLeft, onRight, onDown }: Ways) {
  const begun = useRef<{ x: number; y: number }>(null);

  return {
    onTouchStart({ touches }: TouchEvent) {
      const touch = touches[0];
      begun.current = touch && touches.length === 1 ? { x: touch.clientX, y: touch.clientY } : null;
    },
    onTouchEnd({ changedTouches }: TouchEvent) {
      const touch = changedTouches[0];
      if (!touch || !begun.current || isZoomed()) return;
      const [x, y] = [touch.clientX - begun.current.x, touch.clientY - begun.current.y];
      begun.current = null;
      if (Math.abs(x) >= FAR_PX && Math.abs(x) > STRAIGHT * Math.abs(y)) (x < 0 ? onLeft : onRight)();
      else if (y >= 2 * FAR_PX && y > STRAIGHT * Math.abs(x)) onDown();
    },
  };
}

/** Then a finger moves what is seen of the page. */
const isZoomed = () => (window.visualViewport?.scale ?? 1) > 1.01;
