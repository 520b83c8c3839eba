import { type RefObject, useEffectEvent, useLayoutEffect, useRef } from "react";

/**
 * Keeps what one reads where it is when something comes below it, in browsers that do not do so by themselves (Safari).
 * What comes above needs nothing: the log counts from its end.
 */
export function useAnchor(log: RefObject<HTMLElement | null>, oldestSeq: number | undefined) {
  const before = useRef({ height: 0, oldestSeq });

  const hold = useEffectEvent((element: HTMLElement) => {
    const height = element.scrollHeight;
    const grown = oldestSeq === before.current.oldestSeq ? height - before.current.height : 0;
    if (element.scrollTop < 0) element.scrollTop -= grown;
    before.current = { height, oldestSeq };
  });

  useLayoutEffect(() => {
    if (log.current && !CSS.supports("overflow-anchor", "auto")) hold(log.current);
  });
}
