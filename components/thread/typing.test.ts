import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ana, ben, eve, messageAt, THREAD_ID } from "@/tests/stage/props";
import { createTypingSignal, createTypists, typingInWords } from "./typing";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What is said when keys are pressed at these seconds. */
function rehearse() {
  const began = Date.now();
  const said: [second: number, isTyping: boolean][] = [];
  const signal = createTypingSignal((_, isTyping) => said.push([(Date.now() - began) / 1000, isTyping]));
  return { ...signal, said };
}

test("however fast somebody types, it is told every three seconds, and that they stopped five seconds after the last key", () => {
  const { typed, said } = rehearse();
  for (let key = 0; key < 70; key += 1) {
    typed(THREAD_ID, "text");
    vi.advanceTimersByTime(100);
  }
  vi.advanceTimersByTime(20_000);
  expect(said).toEqual([
    [0, true],
    [3, true],
    [6, true],
    [11.9, false],
  ]);
});

test("that the text was emptied or sent is told at once, and nothing when there was nothing to tell", () => {
  const { typed, said } = rehearse();
  typed(THREAD_ID, "");
  typed(THREAD_ID, "N");
  typed(THREAD_ID, " ");
  vi.advanceTimersByTime(20_000);
  expect(said).toEqual([
    [0, true],
    [0, false],
  ]);
});

test("typing in another thread ends it in the first", () => {
  const said: [string, boolean][] = [];
  const { typed } = createTypingSignal((...word) => said.push(word));
  typed("one", "text");
  typed("other", "text");
  expect(said).toEqual([
    ["one", true],
    ["one", false],
    ["other", true],
  ]);
});

test("who types is shown until they stop, their message comes, or nothing is heard of them", () => {
  const typists = createTypists();
  const seen: string[] = [];
  typists.subscribe(() => seen.push(typingInWords(typists.typistsIn(THREAD_ID))));
  const word = { threadId: THREAD_ID, isTyping: true };
  typists.hear({ ...word, person: ben });
  typists.hear({ ...word, person: ben });
  typists.hear({ ...word, person: eve });
  typists.arrived(messageAt(1));
  vi.advanceTimersByTime(7_999);
  expect(seen).toEqual(["Ben is typing", "Ben and Eve are typing", "Eve is typing"]);
  vi.advanceTimersByTime(1);
  expect(seen.at(-1)).toBe("");
  typists.hear({ ...word, person: ben });
  typists.hear({ ...word, person: ben, isTyping: false });
  expect(seen.slice(-2)).toEqual(["Ben is typing", ""]);
});

test.each([
  [[], ""],
  [[ben], "Ben is typing"],
  [[ana, ben], "Ana and Ben are typing"],
  [[ana, ben, eve], "Ana, Ben and Eve are typing"],
  [[ana, ben, eve, { id: "f", name: "Finn" }], "Several people are typing"],
])("%j are told in words", (people, words) => {
  expect(typingInWords(people)).toBe(words);
});
