"use client";

import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { fieldBox } from "@/components/ui/text-field";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import { type Category, CategoryTabs } from "./category-tabs";
import { type Emoji, loadEmoji } from "./emoji";
import { columnsOf, EmojiGrid } from "./emoji-grid";
import { readHabits, rememberEmoji, rememberTone } from "./habits";
import { shownEmoji } from "./shown-emoji";
import { SkinTones } from "./skin-tones";

/** Chooses an emoji by looking or by typing. The focus stays in the field, which names the active one. */
export function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const viewer = useViewer();
  const id = useId();
  const grid = useRef<HTMLDivElement>(null);
  const [habits, setHabits] = useState(() => readHabits(viewer.id));
  const { all, isFailed } = useAllEmoji();
  const [query, setQuery] = useState("");
  const [category, setCategory] = useState<Category>(habits.recent.length > 0 ? "recent" : 0);
  const [activeAt, setActiveAt] = useState<number | null>(null);

  const shown = all ? shownEmoji(all, { query, category, ...habits }) : [];
  // While something is typed Enter takes the first one found.
  const active = shown[activeAt ?? (query ? 0 : -1)];

  function pick(emoji: string) {
    rememberEmoji(viewer.id, emoji);
    onPick(emoji);
  }

  function activate(place: number) {
    const next = Math.min(shown.length - 1, Math.max(0, place));
    setActiveAt(next);
    grid.current?.children[next]?.scrollIntoView({ block: "nearest" });
  }

  function steer(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const step = stepOf(event.key, columnsOf(grid.current));
    if (event.key === "Enter" && active) pick(active.emoji);
    else if (step && shown.length > 0 && !staysInText(event, query))
      activate(active ? shown.indexOf(active) + step : 0);
    else return;
    event.preventDefault();
  }

  return (
    <div className="flex h-90 min-h-48 max-h-[min(60dvh,calc(var(--radix-popover-content-available-height,100dvh)-0.5rem))] w-full flex-col gap-2 p-2">
      <input
        role="combobox"
        aria-label="Search emoji"
        aria-expanded={shown.length > 0}
        aria-controls={`${id}-found`}
        aria-autocomplete="list"
        aria-activedescendant={active ? `${id}-${shown.indexOf(active)}` : undefined}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActiveAt(null);
        }}
        onKeyDown={steer}
        placeholder="Search emoji"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        className={`${fieldBox} h-9 shrink-0 px-3 text-field outline-none pointer-coarse:h-11`}
      />
      {!query && (
        <CategoryTabs
          chosen={category}
          hasRecent={habits.recent.length > 0}
          onChoose={(chosen) => {
            setCategory(chosen);
            setActiveAt(null);
            grid.current?.scrollTo({ top: 0 });
          }}
        />
      )}
      <EmojiGrid ref={grid} id={id} shown={shown} active={active} onPick={pick} />
      <div className="flex min-h-8 items-center gap-2 px-1 text-caption text-muted">
        <p role="status" className="min-w-0 flex-1 truncate">
          {isFailed ? inWords("unavailable") : all && shown.length === 0 ? "No emoji is called so." : active?.label}
        </p>
        <SkinTones
          tone={habits.tone}
          onChoose={(tone) => {
            rememberTone(viewer.id, tone);
            setHabits({ ...habits, tone });
          }}
        />
      </div>
    </div>
  );
}

function useAllEmoji(): { all: Emoji[] | null; isFailed: boolean } {
  const [all, setAll] = useState<Emoji[] | null>(null);
  const [isFailed, setFailed] = useState(false);
  useEffect(() => {
    loadEmoji().then(setAll, () => setFailed(true));
  }, []);
  return { all, isFailed };
}

function stepOf(key: string, columns: number): number {
  return { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[key] ?? 0;
}

/** To the side one goes through the text while there is some, but for the end of it. */
function staysInText(event: KeyboardEvent, query: string): boolean {
  if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return false;
  const field = event.currentTarget;
  const isAtEnd = field instanceof HTMLInputElement && field.selectionStart === query.length;
  return query !== "" && (event.key === "ArrowLeft" || !isAtEnd);
}
