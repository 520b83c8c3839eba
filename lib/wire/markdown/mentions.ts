import type { Mention } from "@/lib/wire/messages";

/** As long as a username can be. */
const USERNAME_LENGTH = 64;

/** Whom an `@` at a place of the text calls; undefined inside of a word, and when nobody of that name was mentioned. */
export function findMention(text: string, index: number, mentions: Mention[]): Mention | undefined {
  if (mentions.length === 0 || /[\p{L}\p{N}]/u.test(text.charAt(index - 1))) return undefined;
  const written = text.slice(index + 1, index + 1 + USERNAME_LENGTH + 1);
  const [name = ""] = /^[\p{L}\p{N}._-]+/u.exec(written) ?? [];
  return namesIn(name.toLowerCase())
    .map((candidate) => mentions.find(({ username }) => username === candidate))
    .find((person) => person !== undefined);
}

/** The name, and what is left of it without the punctuation at its end: "alice.", "alice". */
function namesIn(name: string): string[] {
  const bare = name.replace(/[._-]+$/, "");
  return Array.from({ length: name.length - bare.length + 1 }, (_, cut) => name.slice(0, name.length - cut));
}
