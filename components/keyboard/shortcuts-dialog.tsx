"use client";

import { Dialog } from "@/components/ui/dialog";
import { useHasCommandKey } from "./platform";
import { SHORTCUTS } from "./shortcuts";

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const modifier = useHasCommandKey() ? "⌘" : "Ctrl";
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable for those who scroll by keys. */}
      <div tabIndex={0} className="-outline-offset-2 min-h-0 overflow-y-auto overscroll-contain px-5 pb-5">
        {SHORTCUTS.map(({ where, shortcuts }) => (
          <section key={where} className="not-first:mt-5">
            <h3 className="mb-1 font-semibold text-caption text-muted">{where}</h3>
            <dl>
              {shortcuts.map(({ keys, does }) => (
                <div
                  key={does}
                  className="flex flex-row-reverse items-center justify-end gap-4 border-hairline py-1.5 not-first:border-t"
                >
                  <dt className="ms-auto flex shrink-0 gap-1">
                    {keys.map((key) => (
                      <kbd
                        key={key}
                        className="min-w-6 rounded-s bg-hover px-1.5 py-0.5 text-center font-medium font-sans text-caption"
                      >
                        {key === "Mod" ? modifier : key}
                      </kbd>
                    ))}
                  </dt>
                  <dd className="min-w-0 text-small">{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
