/** `skins` are its versions from light to dark; empty when it has none. `names` are what one writes between colons. */
export type Emoji = {
  emoji: string;
  label: string;
  group: number;
  names: string[];
  keywords: string[];
  skins: string[];
};

/** As emojibase writes it. */
type Entry = {
  unicode: string;
  hexcode: string;
  label: string;
  group?: number;
  tags?: string[];
  skins?: { unicode: string }[];
};

/** emojibase's group of skin tones and hair, which are parts of emoji. */
const COMPONENTS = 2;

let loading: Promise<Emoji[]> | undefined;

/** All emoji in their usual order, loaded once, when somebody first looks for one. */
export function loadEmoji(): Promise<Emoji[]> {
  loading ??= load().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<Emoji[]> {
  const [{ default: entries }, { default: names }] = await Promise.all([
    import("emojibase-data/en/compact.json"),
    import("emojibase-data/en/shortcodes/github.json"),
  ]);
  return toEmoji(entries, names);
}

function toEmoji(entries: Entry[], names: Record<string, string | string[]>): Emoji[] {
  return entries.flatMap(({ unicode, hexcode, label, group, tags = [], skins = [] }) => {
    if (group === undefined || group === COMPONENTS) return [];
    const written = names[hexcode] ?? label.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "_");
    const toned = skins.map((skin) => asSent(skin.unicode)).filter(hasOneTone);
    return [{ emoji: asSent(unicode), label, group, names: [written].flat(), keywords: tags, skins: toned }];
  });
}

/** UTS #51, "fully-qualified": what is a picture by itself is not told to be one, as emojibase does. */
function asSent(emoji: string): string {
  return emoji.replace(/(\p{Emoji_Presentation})\uFE0F/gu, "$1");
}

/** Where two people are shown, each may have a tone of their own: only those with the same are offered. */
function hasOneTone(emoji: string): boolean {
  return new Set(emoji.match(/\p{Emoji_Modifier}/gu)).size === 1;
}
