import { type RefObject, useEffect } from "react";
import { rowAt } from "./sight";

const HIGHLIGHT_MS = 2000;

/** Shows which message one has come to, and puts the focus there: what is pressed next is about it. */
export function useHighlight(log: RefObject<HTMLElement | null>, found: { seq: number } | null): void {
  useEffect(() => {
    const row = found && log.current && rowAt(log.current, found.seq);
    if (!row) return;
    if (!row.hasAttribute("tabindex")) row.tabIndex = -1;
    row.focus({ preventScroll: true });
    row.setAttribute("data-highlighted", "");
    const end = () => row.removeAttribute("data-highlighted");
    const timer = setTimeout(end, HIGHLIGHT_MS);
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [log, found]);
}
