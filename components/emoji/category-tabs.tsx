import { Apple, Car, Clock, Flag, Hash, Lightbulb, PawPrint, Smile, Trophy, Users } from "lucide-react";

/** What was picked last, or a group as emojibase numbers it. */
export type Category = "recent" | number;

const CATEGORIES = [
  { category: "recent", label: "Recently used", icon: Clock },
  { category: 0, label: "Smileys and emotion", icon: Smile },
  { category: 1, label: "People and body", icon: Users },
  { category: 3, label: "Animals and nature", icon: PawPrint },
  { category: 4, label: "Food and drink", icon: Apple },
  { category: 5, label: "Travel and places", icon: Car },
  { category: 6, label: "Activities", icon: Trophy },
  { category: 7, label: "Objects", icon: Lightbulb },
  { category: 8, label: "Symbols", icon: Hash },
  { category: 9, label: "Flags", icon: Flag },
] as const;

type CategoryTabsProps = { chosen: Category; hasRecent: boolean; onChoose: (category: Category) => void };

export function CategoryTabs({ chosen, hasRecent, onChoose }: CategoryTabsProps) {
  return (
    <fieldset aria-label="Kinds of emoji" className="flex min-w-0 shrink-0 overflow-x-auto">
      {CATEGORIES.filter(({ category }) => hasRecent || category !== "recent").map(
        ({ category, label, icon: Icon }) => (
          <button
            key={category}
            type="button"
            aria-label={label}
            aria-pressed={chosen === category}
            title={label}
            onClick={() => onChoose(category)}
            className="grid h-8 min-w-8 flex-1 place-items-center rounded-s text-muted hover:bg-hover hover:text-text aria-pressed:bg-selected aria-pressed:text-accent pointer-coarse:h-11 pointer-coarse:min-w-11"
          >
            <Icon aria-hidden size={18} strokeWidth={1.75} />
          </button>
        ),
      )}
    </fieldset>
  );
}
