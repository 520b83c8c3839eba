import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { setLog } from "@/lib/log";
import { inRequest } from "@/lib/request";
import { answer } from "./answer";

const given = vi.fn();
const said: string[] = [];
const ask = (handle: () => Promise<unknown>) => void answer(z.null(), null, handle).then(given);

beforeEach(() => {
  given.mockClear();
  vi.useFakeTimers();
  said.length = 0;
  setLog("info", { out: (line) => said.push(line), error: (line) => said.push(line) });
});
afterEach(() => void vi.useRealTimers());

test("an answer comes within eight seconds, whatever hangs behind it, and says when to try again", async () => {
  ask(() => new Promise(() => {}));
  await vi.advanceTimersByTimeAsync(7_999);
  expect(given).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(given.mock.calls).toEqual([
    [{ ok: false, code: "unavailable", retryAfter: 1, requestId: expect.any(String) }],
  ]);
});

test("what has waited for its turn for longer than that is not begun, and is answered at once", async () => {
  const handle = vi.fn(async () => "Noodles");
  void answer(z.null(), null, handle, performance.now() - 7_999).then(given);
  void answer(z.null(), null, handle, performance.now() - 8_000).then(given);
  await vi.advanceTimersByTimeAsync(0);
  expect(handle).toHaveBeenCalledOnce();
  expect(given.mock.calls.flat()).toContainEqual({ ok: false, code: "unavailable", retryAfter: 1 });
});

test("only what is unavailable names a time to wait", async () => {
  ask(async () => "Noodles");
  ask(() => Promise.reject(new Error("broken")));
  ask(() => Promise.reject(new Error("query", { cause: Object.assign(new Error("full"), { code: "53300" }) })));
  await vi.advanceTimersByTimeAsync(0);
  expect(given.mock.calls.flat()).toEqual([
    { ok: true, value: "Noodles" },
    { ok: false, code: "unexpected", requestId: expect.any(String) },
    { ok: false, code: "unavailable", retryAfter: 1, requestId: expect.any(String) },
  ]);
});

test("what is our fault is in the log under the id of the request that the answer names", async () => {
  let requestId = "";
  inRequest({}, ({ id }) => {
    requestId = id;
    ask(() => Promise.reject(new Error("broken")));
  });
  await vi.advanceTimersByTimeAsync(0);
  expect(given.mock.calls).toEqual([[{ ok: false, code: "unexpected", requestId }]]);
  expect(said.map((line) => JSON.parse(line))).toMatchObject([
    { level: "error", requestId, error: { said: "broken" } },
  ]);
});

test("input that throws at whoever looks at it is none, and no fault of ours", async () => {
  const kept = new Proxy(() => {}, {
    get: () => {
      throw new Error("This is for the client only.");
    },
  });
  expect(await answer(z.strictObject({ id: z.string() }), kept, async () => "read")).toEqual({
    ok: false,
    code: "invalid-input",
  });
  expect(await answer(z.string().min(1), kept, async () => "read")).toEqual({ ok: false, code: "invalid-input" });
});
