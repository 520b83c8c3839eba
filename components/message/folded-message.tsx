import { Ban } from "lucide-react";
import type { Bubble } from "@/components/log/rows";
import { BLOCKED_WORDS } from "@/components/people/blocked";

type FoldedMessageProps = { row: Bubble; onShow: () => void };

/** In a group what somebody whom the viewer blocked says keeps its place, and is shown when it is wanted. */
export function FoldedMessage({ row, onShow }: FoldedMessageProps) {
  return (
    <article
      id={row.seq === null ? undefined : `m-${row.seq}`}
      aria-label={BLOCKED_WORDS}
      tabIndex={-1}
      className="mt-1 flex min-h-7.5 items-center gap-2 rounded-m pl-10 text-muted text-small"
    >
      <Ban aria-hidden size={14} className="shrink-0" />
      {BLOCKED_WORDS}
      <button
        type="button"
        onClick={onShow}
        className="relative font-semibold text-accent underline underline-offset-2 after:absolute after:-inset-x-2 after:-inset-y-3"
      >
        Show
      </button>
    </article>
  );
}
