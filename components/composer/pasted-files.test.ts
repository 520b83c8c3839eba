import { expect, test } from "vitest";
import { pastedFiles } from "./pasted-files";

const picture = new File(["noodles"], "a photo.png", { type: "image/png" });
const list = new File(["noodles"], "menu.txt", { type: "text/plain" });

test.each([
  ["a picture alone", [picture], "", [picture]],
  ["words with a picture of them", [picture], "one\ttwo", []],
  ["a file with its name", [picture], "a photo.png", [picture]],
  ["a file with its place", [picture], "file:///home/ana/a%20photo.png", [picture]],
  ["files with their places", [picture, list], "/home/ana/a photo.png\r\n/home/ana/menu.txt\r\n", [picture, list]],
  ["a file that is no picture of anything", [list], "some words", [list]],
])("%s", (_, files, text, expected) => {
  expect(pastedFiles({ files: files as unknown as FileList, getData: () => text })).toEqual(expected);
});
