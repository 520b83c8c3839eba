"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { late, useLate } from "@/components/late";
import { IconButton } from "@/components/ui/icon-button";
import { showToast } from "@/components/ui/toasts";
import { inWords } from "@/components/words";
import type { ThreadSummary } from "@/lib/wire/threads";

// Of fifty lines hardly one is ever pressed: the list loads nothing of the menu until then.
const attentionMenu = late(() => import("./attention-menu").then(({ AttentionMenu }) => AttentionMenu));

/** Beside a line that is pointed at or has the focus; a finger rests on the line instead (`listed-row.tsx`). */
const place =
  "absolute top-1/2 right-2 -translate-y-1/2 bg-raised opacity-0 shadow-float ring-1 ring-hairline focus-visible:opacity-100 group-hover:opacity-100 aria-expanded:opacity-100 pointer-coarse:hidden noscript:hidden";

export function RowOptions({ line }: { line: ThreadSummary }) {
  const [isWanted, setWanted] = useState(false);
  const AttentionMenu = useLate(attentionMenu, isWanted, giveUp);
  const label = `Options for ${line.title}`;

  function giveUp() {
    setWanted(false);
    showToast(inWords("unavailable"));
  }

  if (isWanted && AttentionMenu) return <AttentionMenu line={line} label={label} className={place} />;
  return <IconButton label={label} icon={Ellipsis} className={place} onClick={() => setWanted(true)} />;
}
