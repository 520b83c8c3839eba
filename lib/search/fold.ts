/** Marks that are written or left out: accents, points of Hebrew and Arabic, and what is not seen at all. */
const MARKS =
  /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u2060\ufeff]|[\u200b-\u200d]|[\ufe00-\ufe0f]/g;

/** Letters that Unicode takes for one and a writer in a hurry for another. */
const LETTERS: Record<string, string> = {
  ...{ ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ħ: "h", ı: "i", ŧ: "t", ŋ: "n", ς: "σ" },
  ...{ ى: "ي", ی: "ي", ک: "ك", ة: "ه", "’": "'" },
};
const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");

const PLAIN = /^[\0-\x7f]*$/;

/**
 * A text as one searches for it: lower case, without accents, wide and narrow forms alike. What PostgreSQL would make
 * of it depends on its locale and on extensions, so it is done here, for the messages and for what is looked for.
 */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(MARKS, "")
    .toLowerCase()
    .replace(SPECIAL, (letter) => LETTERS[letter] ?? letter)
    .normalize("NFC");
}
