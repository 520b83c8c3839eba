import { expect, test } from "vitest";
import { loadEmoji } from "./emoji";
import { rankEmoji, searchEmoji } from "./search-emoji";

const found = async (query: string, limit?: number) => (await searchEmoji(query, limit)).map(({ emoji }) => emoji);

test.each([
  ["+1", "👍"],
  ["tada", "🎉"],
  ["heart", "❤️"],
  ["noodle", "🍜"],
  ["Grinning Fa", "😀"],
  ["de", "🇩🇪"],
  ["thumbs_up", "👍"],
])("%s finds what is called so", async (query, emoji) => {
  expect((await found(query)).map((one) => one.replace("\uFE0F", "")).slice(0, 5)).toContain(
    emoji.replace("\uFE0F", ""),
  );
});

test("what is called exactly so comes first, accents and case do not matter, keywords are found too", async () => {
  expect((await found("SMILE"))[0]).toBe("😄");
  expect((await found("piñata"))[0]).toBe("🪅");
  expect(await found("party")).toContain("🥳");
  expect(await found("xyzzy")).toEqual([]);
  expect(await found(" ")).toEqual([]);
  expect(await found("a", 8)).toHaveLength(8);
});

test("parts of emoji are not offered, and of two people's tones only the same ones", async () => {
  const all = await loadEmoji();
  expect(all.length).toBeGreaterThan(1800);
  expect(all.find(({ label }) => label === "light skin tone")).toBeUndefined();
  expect(new Set(all.map(({ skins }) => skins.length))).toEqual(new Set([0, 5]));
  expect(rankEmoji(all, "handshake")[0]?.skins).toEqual(["🤝🏻", "🤝🏼", "🤝🏽", "🤝🏾", "🤝🏿"]);
});

test("each is one emoji, written as every other messenger writes it", async () => {
  const pattern = String.raw`^\p{RGI_Emoji}$`;
  const oneEmoji = new RegExp(pattern, "v");
  const written = (await loadEmoji()).flatMap(({ emoji, skins }) => [emoji, ...skins]);
  expect(written.filter((emoji) => !oneEmoji.test(emoji))).toEqual([]);
});
