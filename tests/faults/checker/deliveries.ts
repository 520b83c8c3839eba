import type { Shown } from "../history";
import type { Evidence } from "./evidence";
import { type Times, timesOf } from "./times";
import type { LiveTab, View } from "./views";

/** Counts what tabs show for the first time, and how long after its acknowledgement. */
export function createDeliveries({ acknowledged }: Evidence) {
  const took: number[] = [];
  let shown = 0;

  function timeOf(
    { opened, connectedSince }: LiveTab,
    { since }: View,
    { id }: Shown,
    at: number | null,
  ): number | null {
    const answer = acknowledged.get(id);
    if (!answer || answer.tab === opened.tab || connectedSince === null || at === null) return null;
    if (at < answer.at) return 0;
    return connectedSince < answer.at && since < answer.at ? at - answer.at : null;
  }

  return {
    note(tab: LiveTab, view: View, message: Shown, at: number | null): void {
      shown += 1;
      const time = timeOf(tab, view, message, at);
      if (time !== null) took.push(time);
    },
    shown: () => shown,
    times: (): Times => timesOf(took),
  };
}
