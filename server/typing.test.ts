import { expect, test } from "vitest";
import { createTypingGate } from "./typing";

const THREAD_ID = "11111111-1111-4111-8111-111111111111";

test("a tab that says it over and over is not passed on over and over, and that somebody stopped only once", () => {
  let now = 0;
  const passes = createTypingGate(() => now);
  const say = (isTyping: boolean) => passes({ threadId: THREAD_ID, isTyping });
  expect(say(false)).toBe(false);
  const said = Array.from({ length: 100 }, () => [say(true), say(false)]);
  expect(said.filter(([isPassed]) => isPassed)).toHaveLength(10);
  expect(said.filter(([, isPassed]) => isPassed)).toHaveLength(10);
  now = 10_000;
  expect(say(true)).toBe(true);
});
