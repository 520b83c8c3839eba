import { expect, test } from "vitest";
import { createUnheard } from "./unheard";

function rehearse() {
  let time = 0;
  const unheard = createUnheard(() => time);
  unheard.open("a");
  time = 10;
  unheard.open("late");
  return unheard;
}

test("what was found and is not heard of by the next look is lost, once", () => {
  const unheard = rehearse();
  unheard.doubt("a", [6, 7], 5);
  unheard.hear("a", 6);
  expect([unheard.settle(), unheard.settle()]).toEqual([1, 0]);
});

test("what is only late is not, nor what was there before somebody opened the thread", () => {
  const unheard = rehearse();
  unheard.doubt("a", [6], 5);
  unheard.hear("a", 6);
  unheard.doubt("late", [2], 5);
  unheard.doubt("unknown", [2], 5);
  expect(unheard.settle()).toBe(0);

  unheard.doubt("a", [8, 9], 5);
  unheard.hearUpTo("a", 9);
  expect(unheard.settle()).toBe(0);
  unheard.doubt("a", [11], 5);
  unheard.close("a");
  expect(unheard.settle()).toBe(0);
});
