"use client";

import { Search } from "lucide-react";
import { useHasCommandKey } from "@/components/keyboard/platform";

/** Looks like a field, because it leads to one. */
export function PaletteButton({ onOpen }: { onOpen: () => void }) {
  const keys = useHasCommandKey() ? "⌘K" : "Ctrl K";
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      className="mx-3 mb-2 flex h-9 shrink-0 items-center gap-2 rounded-m bg-hover px-3 text-muted text-small hover:text-text pointer-coarse:h-11 noscript:hidden"
    >
      <Search aria-hidden size={16} strokeWidth={1.75} className="shrink-0" />
      <span className="min-w-0 flex-1 truncate text-start">Search or jump to…</span>
      <kbd aria-hidden className="font-sans text-caption pointer-coarse:hidden">
        {keys}
      </kbd>
    </button>
  );
}
