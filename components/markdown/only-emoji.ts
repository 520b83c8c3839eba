const EMOJI_LIMIT = 6;

/** UTS #51, "possible emoji": flags, keycaps, and pictures with their skin tones, tags and joined parts. */
const PICTURE = String.raw`(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}(?=\uFE0F|\p{Emoji_Modifier}|\u200D))\uFE0F?\p{Emoji_Modifier}?[\u{E0020}-\u{E007F}]*`;
const EMOJI = String.raw`(?:\p{RI}\p{RI}|[0-9#*]\uFE0F\u20E3|${PICTURE}(?:\u200D\p{Extended_Pictographic}\uFE0F?\p{Emoji_Modifier}?)*)`;
const ONLY_EMOJI = new RegExp(String.raw`^\s*(?:${EMOJI}\s*){1,${EMOJI_LIMIT}}$`, "u");

/** UTF-16 units of six emoji, however many parts they are joined of. */
const LENGTH_LIMIT = 200;

/** Whether a message is a few emoji and nothing else. */
export function isOnlyEmoji(body: string): boolean {
  return body.length <= LENGTH_LIMIT && ONLY_EMOJI.test(body);
}
