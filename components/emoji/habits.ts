import type { Emoji } from "./emoji";

/** What somebody picks on this device: the last emoji, the newest first, and a skin tone: 0 none, 1 light … 5 dark. */
export type Habits = { recent: string[]; tone: number };

const RECENT_LIMIT = 32;
const TONES = 5;

const keyOf = (personId: string) => `parley.emoji.${personId}`;

export function readHabits(personId: string): Habits {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(keyOf(personId)) ?? "null");
    return { recent: recentIn(kept), tone: toneIn(kept) };
  } catch {
    // Forbidden, or written by somebody else.
    return { recent: [], tone: 0 };
  }
}

export function rememberEmoji(personId: string, emoji: string): void {
  const habits = readHabits(personId);
  const recent = [emoji, ...habits.recent.filter((other) => other !== emoji)].slice(0, RECENT_LIMIT);
  write(personId, { ...habits, recent });
}

export function rememberTone(personId: string, tone: number): void {
  write(personId, { ...readHabits(personId), tone });
}

export function wipeHabits(personId: string): void {
  try {
    window.localStorage.removeItem(keyOf(personId));
  } catch {
    // Forbidden: then nothing was kept.
  }
}

/** The emoji in the tone that somebody has chosen. */
export function toned({ emoji, skins }: Emoji, tone: number): string {
  return skins[tone - 1] ?? emoji;
}

function write(personId: string, habits: Habits): void {
  try {
    window.localStorage.setItem(keyOf(personId), JSON.stringify(habits));
  } catch {
    // Forbidden or full: it is forgotten with the page.
  }
}

function recentIn(kept: unknown): string[] {
  const recent: unknown = typeof kept === "object" && kept !== null && "recent" in kept ? kept.recent : [];
  return Array.isArray(recent) ? recent.filter((emoji) => typeof emoji === "string").slice(0, RECENT_LIMIT) : [];
}

function toneIn(kept: unknown): number {
  if (typeof kept !== "object" || kept === null || !("tone" in kept)) return 0;
  const { tone } = kept;
  return typeof tone === "number" && Number.isInteger(tone) && tone > 0 && tone <= TONES ? tone : 0;
}
