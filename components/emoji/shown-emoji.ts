import type { Category } from "./category-tabs";
import type { Emoji } from "./emoji";
import { type Habits, toned } from "./habits";
import { rankEmoji } from "./search-emoji";

type Wanted = Habits & { query: string; category: Category };

/** What the picker shows: what the text finds, else what was picked last, else a group, in the chosen skin tone. */
export function shownEmoji(
  all: Emoji[],
  { query, category, recent, tone }: Wanted,
): { emoji: string; label: string }[] {
  if (!query.trim() && category === "recent") return labelled(all, recent);
  const found = query.trim() ? rankEmoji(all, query) : all.filter(({ group }) => group === category);
  return found.map((emoji) => ({ emoji: toned(emoji, tone), label: emoji.label }));
}

/** In the tones in which they were picked. */
function labelled(all: Emoji[], recent: string[]): { emoji: string; label: string }[] {
  return recent.flatMap((picked) => {
    const known = all.find(({ emoji, skins }) => emoji === picked || skins.includes(picked));
    return known ? [{ emoji: picked, label: known.label }] : [];
  });
}
