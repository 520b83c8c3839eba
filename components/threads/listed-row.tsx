import { useState } from "react";
import { late, useLate } from "@/components/late";
import { showToast } from "@/components/ui/toasts";
import { useLongPress } from "@/components/ui/use-long-press";
import { inWords } from "@/components/words";
import type { ThreadSummary } from "@/lib/wire/threads";
import { RowOptions } from "./row-options";
import { ThreadRow } from "./thread-row";

const attentionSheet = late(() => import("./attention-sheet").then(({ AttentionSheet }) => AttentionSheet));

/** A thread in the list, with what can be done about it: by its button, or by a finger that rests on it. */
export function ListedRow({ line, isOpen }: { line: ThreadSummary; isOpen: boolean }) {
  const [isPressed, setPressed] = useState(false);
  // The link is the row: resting on it is meant for the row.
  const longPress = useLongPress(() => setPressed(true), "button, dialog");
  const AttentionSheet = useLate(attentionSheet, isPressed, giveUp);

  function giveUp() {
    setPressed(false);
    showToast(inWords("unavailable"));
  }

  return (
    <li
      {...longPress}
      className="group relative pointer-coarse:select-none pointer-coarse:[-webkit-touch-callout:none]"
    >
      <ThreadRow summary={line} isOpen={isOpen} />
      <RowOptions line={line} />
      {isPressed && AttentionSheet && <AttentionSheet line={line} onClose={() => setPressed(false)} />}
    </li>
  );
}
