"use client";

import { type KeyboardEvent, type ReactNode, useId } from "react";

type TabsProps<Key extends string> = {
  label: string;
  tabs: Record<Key, string>;
  chosen: Key;
  onChoose: (tab: Key) => void;
  children: ReactNode;
};

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, Home: Number.NEGATIVE_INFINITY, End: Infinity };

/** One thing at a time, by its name above it; the arrow keys go from name to name. `children` is the chosen one. */
export function Tabs<Key extends string>({ label, tabs, chosen, onChoose, children }: TabsProps<Key>) {
  const id = useId();
  const keys = Object.keys(tabs) as Key[];

  function step(event: KeyboardEvent<HTMLElement>) {
    const { key, currentTarget } = event;
    // With these the keys are the browser's: Alt+Left goes back.
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const by = STEPS[key];
    const next = by && keys[Math.max(0, Math.min(keys.length - 1, keys.indexOf(chosen) + by))];
    if (!next) return;
    event.preventDefault();
    onChoose(next);
    currentTarget.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
  }

  return (
    <>
      <div role="tablist" aria-label={label} onKeyDown={step} className="flex border-hairline border-b px-3">
        {keys.map((key) => (
          <button
            key={key}
            id={`${id}-${key}`}
            type="button"
            role="tab"
            data-tab={key}
            aria-selected={key === chosen}
            aria-controls={key === chosen ? `${id}-panel` : undefined}
            tabIndex={key === chosen ? 0 : -1}
            onClick={() => onChoose(key)}
            className="-mb-px h-10 border-transparent border-b-2 px-2.5 font-medium text-muted text-small hover:text-text aria-selected:border-accent aria-selected:text-text pointer-coarse:h-11"
          >
            {tabs[key]}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${chosen}`}
        data-scrolls
        className="-outline-offset-2 min-h-0 flex-1 overflow-y-auto overscroll-contain"
      >
        {children}
      </div>
    </>
  );
}
