import { expect, test } from "vitest";
import { namedOption, optionsFor, wantedAt } from "./completion";

const offered = (typed: string) => {
  const wanted = wantedAt(typed, typed.length);
  return wanted ? optionsFor(wanted).map(({ text }) => typed.slice(0, wanted.start) + text) : [];
};

test.each([
  ["fr", ["from:"]],
  ["noodles be", ["noodles before:"]],
  ["-ha", ["-has:"]],
  ["has:", ["has:link ", "has:file ", "has:image ", "has:reaction "]],
  ["has:r", ["has:reaction "]],
  ["noodles on:y", ["noodles on:yesterday "]],
  ["-from:m", ["-from:me "]],
  ["from:me", []],
  ["noodles ", []],
  ["https://from", []],
  ["", []],
])("%j is finished as %j", (typed, expected) => {
  expect(offered(typed)).toEqual(expected);
});

test("what is about to be named begins with its operator, quotes and all", () => {
  expect(wantedAt('tea in:"noodle cl', 17)).toEqual({ operator: "in:", query: "noodle cl", start: 4 });
  expect(wantedAt("FROM:an and", 7)).toEqual({ operator: "from:", query: "an", start: 0 });
});

test("a name of several words is quoted", () => {
  expect(namedOption("in:", 'The "noodle" club', 'The "noodle" club', "").text).toBe('in:"The noodle club" ');
  expect(namedOption("from:", "Ana", "ana", "ana").text).toBe("from:ana ");
});
