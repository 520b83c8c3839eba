import { expect, test } from "vitest";
import { refusalsOf } from "./refusals";

const MEGABYTE = 1024 * 1024;
const limits = { count: 3, bytes: 2 * MEGABYTE };

function fileOf(name: string, size: number): File {
  return Object.defineProperty(new File(["x"], name), "size", { value: size });
}

test("what is too large, empty or too much is told by its name, and the rest is taken", () => {
  const chosen = [
    fileOf("a.txt", 1),
    fileOf("film.mp4", 3.5 * MEGABYTE),
    fileOf("nothing", 0),
    fileOf("b.txt", 2 * MEGABYTE),
  ];
  const { fitting, told } = refusalsOf([...chosen, fileOf("c.txt", 1)], 1, limits);
  expect(fitting.map(({ name }) => name)).toEqual(["a.txt", "b.txt"]);
  expect(told).toEqual([
    "“film.mp4” is larger than 2 MB.",
    "“nothing” is empty, or a folder.",
    "A message holds 3 files: send the others with another one.",
  ]);
});

test("the same is not said twice of files that are called the same", () => {
  const { told } = refusalsOf([fileOf("nothing", 0), fileOf("nothing", 0)], 0, limits);
  expect(told).toEqual(["“nothing” is empty, or a folder."]);
});
