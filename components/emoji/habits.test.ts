// @vitest-environment happy-dom
import { afterEach, expect, test } from "vitest";
import { readHabits, rememberEmoji, rememberTone, toned, wipeHabits } from "./habits";

afterEach(() => localStorage.clear());

test("the last emoji are remembered, the newest first and each once, for each person", () => {
  for (const emoji of ["🍜", "🎉", "🍜"]) rememberEmoji("ana", emoji);
  rememberTone("ana", 3);
  expect(readHabits("ana")).toEqual({ recent: ["🍜", "🎉"], tone: 3 });
  expect(readHabits("ben")).toEqual({ recent: [], tone: 0 });
  for (let number = 0; number < 50; number += 1) rememberEmoji("ana", `${number}`);
  expect(readHabits("ana").recent).toHaveLength(32);
});

test("nothing is left when they are wiped", () => {
  rememberEmoji("ana", "🍜");
  wipeHabits("ana");
  expect(localStorage).toHaveLength(0);
});

test.each(["nonsense", "7", '{"recent":[1,"🍜"],"tone":9}', "null"])(
  "what somebody else wrote is no harm: %s",
  (kept) => {
    localStorage.setItem("parley.emoji.ana", kept);
    expect(readHabits("ana").tone).toBe(0);
  },
);

test("a tone is taken where there is one", () => {
  const wave = { emoji: "👋", label: "", group: 1, names: [], keywords: [], skins: ["👋🏻", "👋🏼"] };
  expect([toned(wave, 0), toned(wave, 2), toned({ ...wave, skins: [] }, 2)]).toEqual(["👋", "👋🏼", "👋"]);
});
