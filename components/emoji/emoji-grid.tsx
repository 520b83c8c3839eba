import type { Ref } from "react";

type Shown = { emoji: string; label: string };

type EmojiGridProps = {
  ref: Ref<HTMLDivElement>;
  /** What the ids of the options begin with: the field names the active one by it. */
  id: string;
  shown: Shown[];
  active: Shown | undefined;
  onPick: (emoji: string) => void;
};

export function EmojiGrid({ ref, id, shown, active, onPick }: EmojiGridProps) {
  return (
    <div
      ref={ref}
      id={`${id}-found`}
      role="listbox"
      aria-label="Emoji"
      className="grid min-h-0 flex-1 grid-cols-[repeat(auto-fill,minmax(2.25rem,1fr))] content-start overflow-y-auto overscroll-contain pointer-coarse:grid-cols-[repeat(auto-fill,minmax(2.75rem,1fr))]"
    >
      {shown.map(({ emoji, label }, place) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard works in the field, which names the active option.
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field.
        <div
          key={emoji}
          id={`${id}-${place}`}
          role="option"
          aria-selected={shown[place] === active}
          aria-label={label}
          title={label}
          onClick={() => onPick(emoji)}
          // The field keeps the focus; a finger must be able to scroll.
          onPointerDown={(event) => event.pointerType === "mouse" && event.preventDefault()}
          className="grid h-9 cursor-pointer place-items-center rounded-s text-[1.375rem] leading-none hover:bg-hover aria-selected:bg-selected pointer-coarse:h-11"
        >
          {emoji}
        </div>
      ))}
    </div>
  );
}

/** How many stand beside each other: as many as there is room for. */
export function columnsOf(grid: HTMLElement | null): number {
  return grid ? Math.max(1, getComputedStyle(grid).gridTemplateColumns.split(" ").length) : 1;
}
