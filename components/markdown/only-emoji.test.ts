import { expect, test } from "vitest";
import { isOnlyEmoji } from "./only-emoji";

test.each(["👍", "👍👍🏽 🎉", "🇩🇪", "1️⃣", "❤️", "👩🏽‍🚀", "🏳️‍🌈", "👨‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "☝🏿", "😀😀😀😀😀😀"])(
  "%s is nothing but emoji",
  (body) => {
    expect(isOnlyEmoji(body)).toBe(true);
  },
);

test.each(["", " ", "ok 👍", "1", "#", "©", "😀😀😀😀😀😀😀", "👍.", "a"])("%j is not", (body) => {
  expect(isOnlyEmoji(body)).toBe(false);
});
