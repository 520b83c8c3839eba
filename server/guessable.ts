/** Words that people write where a secret is to be, and what they take from a manual or a keyboard. */
const WORDS =
  /change.?me|replace.?me|your.?secret|super|secret|password|passw0rd|example|default|placeholder|parley|next.?auth|admin|qwerty\w*|0?123456789\d*|abcdefghijklmnop\w*/gi;

/** Less than what `openssl rand -hex 16` has: 32 characters of 16 kinds, of which a few may be missing. */
const LEAST_BITS = 96;

/**
 * Whether somebody could find a secret by trying: it is made of words that everybody would try, of one piece that is
 * repeated, or of few different characters. No test finds all that are weak; this one finds what is not random at all.
 */
export function isGuessable(secret: string): boolean {
  const rest = withoutRepeats(secret.replace(WORDS, ""));
  return rest.length * bitsPerCharacter(rest) < LEAST_BITS;
}

/** "abcabcabcab" is "abc". */
function withoutRepeats(text: string): string {
  for (let length = 1; length <= text.length / 2; length += 1) {
    const piece = text.slice(0, length);
    if (piece.repeat(Math.ceil(text.length / length)).startsWith(text)) return piece;
  }
  return text;
}

/** Shannon's entropy of the characters as they are distributed in the text. */
function bitsPerCharacter(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  const shares = Array.from(counts.values(), (count) => count / text.length);
  return -shares.reduce((sum, share) => sum + share * Math.log2(share), 0);
}
