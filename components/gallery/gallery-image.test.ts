import { expect, test } from "vitest";
import { ana, ben, messageAt } from "@/tests/stage/props";
import { imagesOf } from "./gallery-image";

const fileOf = (id: string, type = "image/webp") => ({
  ...{ id, name: id, size: 1, type, width: 1, height: 1, thumbhash: null },
});

test("what is gone through is the images of all messages, but of those who are folded", () => {
  const messages = [
    messageAt(1, { files: [fileOf("a"), fileOf("b", "text/plain"), fileOf("c")] }),
    messageAt(2),
    messageAt(3, { author: ana, files: [fileOf("d")] }),
  ];
  expect(imagesOf(messages, []).map(({ file, seq }) => `${seq} ${file.id}`)).toEqual(["1 a", "1 c", "3 d"]);
  expect(imagesOf(messages, [ben.id]).map(({ file }) => file.id)).toEqual(["d"]);
});
