import { folded } from "@/components/folded";
import { type Emoji, loadEmoji } from "./emoji";

const FOUND_LIMIT = 100;

/** What a word finds, best first. Rejects when the emoji cannot be loaded. */
export async function searchEmoji(query: string, limit = FOUND_LIMIT): Promise<Emoji[]> {
  return rankEmoji(await loadEmoji(), query, limit);
}

/** Names before labels, labels before keywords, and what is called exactly so before all; else in their usual order. */
export function rankEmoji(all: Emoji[], query: string, limit = FOUND_LIMIT): Emoji[] {
  const wanted = folded(query.trim()).replace(/[\s_-]+/g, " ");
  if (!wanted) return [];
  return all
    .map((emoji) => ({ emoji, rank: rankOf(emoji, wanted) }))
    .filter(({ rank }) => rank < NOT_FOUND)
    .sort((one, other) => one.rank - other.rank)
    .slice(0, limit)
    .map(({ emoji }) => emoji);
}

const NOT_FOUND = 5;

function rankOf({ names, label, keywords }: Emoji, wanted: string): number {
  const called = names.map((name) => folded(name).replace(/[_-]+(?=.)/g, " "));
  if (called.includes(wanted)) return 0;
  if (called.some((name) => name.startsWith(wanted))) return 1;
  if (hasWord(folded(label), wanted) || called.some((name) => hasWord(name, wanted))) return 2;
  if (keywords.includes(wanted)) return 3;
  return keywords.some((keyword) => folded(keyword).startsWith(wanted)) ? 4 : NOT_FOUND;
}

function hasWord(text: string, beginning: string): boolean {
  return text.startsWith(beginning) || text.includes(` ${beginning}`);
}
