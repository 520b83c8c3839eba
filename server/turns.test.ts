import { expect, test } from "vitest";
import { createTurns } from "./turns";

test("work under one key waits for its turn, also behind work that failed; another key does not wait", async () => {
  const takeTurn = createTurns();
  const done: string[] = [];
  let release: () => void = () => {};
  const first = takeTurn("a", () =>
    new Promise<void>((resolve) => {
      release = resolve;
    }).then(() => {
      done.push("a1");
      throw new Error("a1");
    }),
  );
  const second = takeTurn("a", async () => done.push("a2"));
  await takeTurn("b", async () => done.push("b1"));
  expect(done).toEqual(["b1"]);

  release();
  await expect(first).rejects.toThrow("a1");
  await second;
  expect(done).toEqual(["b1", "a1", "a2"]);
});
