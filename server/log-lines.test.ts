import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { createLines } from "./log-lines";

const LINE = `${"x".repeat(9_999)}\n`;

test("of what nobody reads about a megabyte is kept, and whoever reads on is told how much was left out", async () => {
  const stream = new PassThrough();
  const write = createLines(stream);
  for (let count = 0; count < 1_000; count += 1) write(LINE);
  expect(stream.writableLength).toBeLessThan(1024 * 1024 + LINE.length + 1);

  const kept = 1_000 - leftOut(stream, write);
  expect(kept).toBeGreaterThan(100);
  expect(kept).toBeLessThan(108);
});

test("whoever has gone away breaks nothing", () => {
  const stream = new PassThrough();
  const write = createLines(stream);
  stream.destroy(new Error("EPIPE"));
  for (let count = 0; count < 1_000; count += 1) write(LINE);
  expect(stream.writableLength).toBe(0);
});

/** Reads everything, has one more line written, and answers what it says. */
function leftOut(stream: PassThrough, write: (line: string) => void): number {
  while (stream.read() !== null);
  write("last\n");
  const [gap = "", last] = String(stream.read()).trim().split("\n");
  expect(last).toBe("last");
  const { count, msg } = JSON.parse(gap);
  expect(msg).toBe("lines left out");
  return count;
}
