import { toned } from "@/components/emoji/habits";
import { folded } from "@/components/folded";
import type { Participant } from "@/lib/wire/threads";

/** What is being typed at the caret: the characters from `start` up to it are to be replaced. */
export type Wanted = { kind: "person" | "emoji"; query: string; start: number };

export type Option = {
  id: string;
  kind: "person" | "emoji";
  /** Stands before its name: an emoji, or nothing where there is an avatar. */
  picture: string;
  /** Of a person's face. */
  pictureId: string | null;
  name: string;
  detail: string;
  /** What it writes. */
  text: string;
};

const OPTIONS_LIMIT = 8;

/** At the beginning of a word: an address, a time and a path have these in the middle. */
const BEGUN = /(?:^|[\s([{"'*_~>])(?:@(?<person>[\p{L}\p{N}._-]{0,64})|:(?<emoji>[\p{L}\p{N}_+-]{2,32}))$/u;

/** As much before the caret as a name can be long. */
const LOOK_BACK = 80;

export function wantedAt(text: string, caret: number): Wanted | null {
  const { person, emoji } = BEGUN.exec(text.slice(Math.max(0, caret - LOOK_BACK), caret))?.groups ?? {};
  const query = person ?? emoji;
  if (query === undefined) return null;
  return { kind: person === undefined ? "emoji" : "person", query, start: caret - query.length - 1 };
}

/** Whose name or username begins so; then those of whom a later word does. Nobody calls oneself. */
export function rankPeople(participants: Participant[], query: string, viewerId: string): Option[] {
  const wanted = folded(query);
  return participants
    .filter(({ id }) => id !== viewerId)
    .map((person) => ({ person, rank: rankOf(person, wanted) }))
    .filter(({ rank }) => rank < NOT_FOUND)
    .sort((one, other) => one.rank - other.rank || one.person.name.localeCompare(other.person.name))
    .slice(0, OPTIONS_LIMIT)
    .map(({ person: { id, name, username, pictureId } }) => ({
      ...{ id, kind: "person", picture: "", pictureId, name, detail: username, text: `@${username} ` },
    }));
}

const NOT_FOUND = 2;

function rankOf({ name, username }: Participant, wanted: string): number {
  const called = folded(name);
  if (called.startsWith(wanted) || folded(username).startsWith(wanted)) return 0;
  return called.split(/[\s-]+/).some((word) => word.startsWith(wanted)) ? 1 : NOT_FOUND;
}

/** The emoji that a name between colons finds, in a skin tone. */
export async function findEmoji(query: string, tone: number): Promise<Option[]> {
  const { searchEmoji } = await import("@/components/emoji/search-emoji");
  const found = await searchEmoji(query, OPTIONS_LIMIT);
  return found.map((emoji) => {
    const { label, names } = emoji;
    const name = names.find((one) => one.startsWith(query.toLowerCase())) ?? names[0];
    const picture = toned(emoji, tone);
    return {
      id: emoji.emoji,
      kind: "emoji",
      picture,
      pictureId: null,
      name: `:${name}:`,
      detail: label,
      text: `${picture} `,
    };
  });
}
