import { expect, test } from "vitest";
import { readBody } from "./bodies";

test("a body is read whole, and one that is too long no further than that", async () => {
  let given = 0;
  const endless = () =>
    new ReadableStream<Uint8Array>({
      pull(stream) {
        given += 1;
        stream.enqueue(new Uint8Array(1000));
      },
    });
  expect(await readBody(new Response("Noodles?").body, 8)).toEqual(Buffer.from("Noodles?"));
  expect(await readBody(null, 8)).toEqual(Buffer.alloc(0));
  expect(await readBody(endless(), 5000)).toBeNull();
  expect(given).toBeLessThan(10);
});
