import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ReceivedFile } from "@/lib/wire/files";
import type { Outcome } from "@/lib/wire/outcome";
import { THREAD_ID } from "@/tests/stage/props";
import type { FileStore, KeptFile } from "./file-store";
import { createUploads } from "./uploads";

type Call = {
  id: string;
  offset: number;
  text: string;
  signal: AbortSignal;
  progress: (received: number) => void;
  answer: (outcome: Outcome<ReceivedFile>) => void;
  lose: () => void;
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const holds = (received: number): Outcome<ReceivedFile> => ({ ok: true, value: { received, file: null } });
const whole = (id: string): Outcome<ReceivedFile> => {
  const file = { id, name: id, size: 7, type: "text/plain", width: null, height: null, thumbhash: null };
  return { ok: true, value: { received: 7, file } };
};

const putInto = (kept: Map<string, KeptFile>) => async (file: KeptFile) => void kept.set(file.id, file);

/** Uploads of which the test answers each request. */
async function rehearse(kept = new Map<string, KeptFile>(), put = putInto(kept)) {
  const calls: Call[] = [];
  let changeElsewhere = () => {};
  const store: FileStore = {
    load: async () => [...kept.values()],
    put,
    remove: async (ids) => ids.forEach((id) => void kept.delete(id)),
    subscribe(listener) {
      changeElsewhere = listener;
      return () => {};
    },
    exclusively: (_, work) => work(),
  };
  const onSettled = vi.fn();
  const cancelled: string[] = [];
  const uploads = createUploads({
    store,
    onSettled,
    cancel: async (id) => void cancelled.push(id),
    put: async ({ id }, offset, content, { signal, onProgress }) => {
      const text = await content.text();
      return new Promise((answer, reject) => {
        const lose = () => reject(new Error("lost"));
        signal.addEventListener("abort", lose);
        calls.push({ id, offset, text, signal, progress: onProgress, answer, lose });
      });
    },
  });
  const end = uploads.start();
  await settle();
  const choose = (...ids: string[]) =>
    uploads.add(ids.map((id) => ({ id, threadId: THREAD_ID, content: new File(["noodles"], id) })));
  const states = () => uploads.list().map(({ id, state, received }) => `${id} ${state} ${received}`);
  const asked = () => calls.map(({ id, offset, text }) => `${id} ${offset} ${text}`.trim());
  return {
    uploads,
    cancelled,
    kept,
    calls,
    onSettled,
    end,
    choose,
    states,
    asked,
    changeElsewhere: () => changeElsewhere(),
  };
}

/** Lets everything be done that waits for nothing but its turn. */
async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

test("a file is asked about, then brought, one after the other", async () => {
  const { choose, calls, asked, states, uploads, onSettled } = await rehearse();
  choose("one", "two");
  await settle();
  expect(asked()).toEqual(["one 0"]);
  calls[0]!.answer(holds(0));
  await settle();
  expect(asked()).toEqual(["one 0", "one 0 noodles"]);
  calls[1]!.progress(4);
  expect(states()).toEqual(["one sending 4", "two waiting 0"]);
  expect(uploads.fateOf(["one"])).toBe("coming");
  onSettled.mockClear();
  calls[1]!.answer(whole("one"));
  await settle();
  expect(states()[0]).toBe("one whole 4");
  expect([uploads.fateOf(["one"]), uploads.fateOf(["one", "two"])]).toEqual(["whole", "coming"]);
  expect(onSettled).toHaveBeenCalledTimes(1);
  expect(asked().at(-1)).toBe("two 0");
});

test("after a lost connection it goes on from the byte that the server has", async () => {
  const { choose, calls, asked, states, uploads } = await rehearse();
  choose("one");
  await settle();
  calls[0]!.answer(holds(0));
  await settle();
  calls[1]!.lose();
  await settle();
  expect(states()).toEqual(["one waiting 0"]);
  await vi.advanceTimersByTimeAsync(1_000);
  calls[2]!.answer(holds(3));
  await settle();
  expect(asked().slice(2)).toEqual(["one 0", "one 3 dles"]);
  calls[3]!.lose();
  await settle();
  uploads.resumeAll();
  await settle();
  expect(asked()).toHaveLength(5);
});

test("a process that has nothing of it gets it from the first byte on", async () => {
  const { choose, calls, asked } = await rehearse();
  choose("one");
  await settle();
  for (const held of [3, 0, 2]) {
    calls.at(-1)!.answer(holds(held));
    await settle();
  }
  expect(asked()).toEqual(["one 0", "one 3 dles", "one 0 noodles", "one 2 odles"]);
  calls.at(-1)!.answer(holds(2));
  await settle();
  expect(asked()).toHaveLength(4);
});

test("after a reload what was chosen is taken up, and nothing is held to be there before it is loaded", async () => {
  const before = await rehearse();
  before.choose("one", "two");
  await settle();
  before.end();
  const { states, asked, uploads } = await rehearse(before.kept);
  expect(states()).toEqual(["one sending 0", "two waiting 0"]);
  expect(asked()).toEqual(["one 0"]);
  expect(uploads.list().map(({ content }) => content.name)).toEqual(["one", "two"]);
  const unloaded = createUploads({
    store: {} as FileStore,
    put: async () => holds(0),
    cancel: async () => {},
    onSettled: () => {},
  });
  expect([unloaded.fateOf(["one"]), unloaded.fateOf([])]).toEqual(["coming", "whole"]);
});

test("after its end a tab brings nothing on, neither at once nor later, until it begins again", async () => {
  const { choose, calls, asked, end, uploads } = await rehearse();
  choose("one", "two");
  await settle();
  calls[0]!.lose();
  await settle();
  expect(asked()).toEqual(["one 0", "two 0"]);
  end();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([calls[1]!.signal.aborted, asked().length]).toEqual([true, 2]);
  uploads.start();
  await settle();
  expect(asked().slice(2)).toEqual(["one 0"]);
});

test("what no other tab can know of is brought even after the end", async () => {
  const { choose, calls, asked, end } = await rehearse(undefined, () => Promise.reject(new Error("no storage here")));
  choose("one", "two");
  await settle();
  calls[0]!.lose();
  await settle();
  end();
  calls[1]!.answer(whole("two"));
  await vi.advanceTimersByTimeAsync(1_000);
  expect([calls[1]!.signal.aborted, asked()]).toEqual([false, ["one 0", "two 0", "one 0"]]);
});

test("what is refused for good waits for a retry, and the others go on", async () => {
  const { choose, calls, states, uploads, asked } = await rehearse();
  choose("one", "two");
  await settle();
  calls[0]!.answer({ ok: false, code: "unusable-image" });
  await settle();
  expect(states()).toEqual(["one failed 0", "two sending 0"]);
  expect(uploads.fateOf(["two", "one"])).toBe("unusable-image");
  calls[1]!.answer(whole("two"));
  await settle();
  uploads.retry(["one", "two"]);
  await settle();
  expect([asked().at(-1), asked().length]).toEqual(["one 0", 3]);
});

test("the server is believed when it says wait, and when somebody else is signed in nothing is given up", async () => {
  const { choose, calls, states, asked } = await rehearse();
  choose("one");
  await settle();
  calls[0]!.answer({ ok: false, code: "unavailable", retryAfter: 1 });
  await vi.advanceTimersByTimeAsync(999);
  expect(asked()).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1_001);
  expect(asked()).toHaveLength(2);
  calls[1]!.answer({ ok: false, code: "other-viewer" });
  await settle();
  expect(states()).toEqual(["one waiting 0"]);
});

test("what is cancelled stops at once, leaves the device and the server, and the next one goes", async () => {
  const { choose, calls, asked, uploads, kept, cancelled } = await rehearse();
  choose("one", "two");
  await settle();
  await uploads.cancel(["one"]);
  await settle();
  expect(cancelled).toEqual(["one"]);
  expect([calls[0]!.signal.aborted, asked(), [...kept.keys()]]).toEqual([true, ["one 0", "two 0"], ["two"]]);
});

test("what was sent leaves the device, and the server keeps it", async () => {
  const { choose, calls, uploads, kept, cancelled } = await rehearse();
  choose("one");
  await settle();
  calls[0]!.answer(whole("one"));
  await settle();
  await uploads.remove(["one"]);
  expect([[...kept.keys()], cancelled]).toEqual([[], []]);
});

test("what another tab has removed is not brought on", async () => {
  const { choose, calls, kept, states, changeElsewhere } = await rehearse();
  choose("one");
  await settle();
  kept.delete("one");
  changeElsewhere();
  await settle();
  expect([calls[0]!.signal.aborted, states()]).toEqual([true, []]);
});

test("what cannot be read here any more is not brought, and does not hold the others back", async () => {
  const { uploads, choose, calls, states, asked } = await rehearse();
  const content = new File(["noodles"], "one");
  const arrayBuffer = () => Promise.reject(new DOMException("It has changed.", "NotReadableError"));
  Object.assign(content, { slice: () => content, arrayBuffer });
  uploads.add([{ id: "one", threadId: THREAD_ID, content }]);
  choose("two");
  await settle();
  calls[0]!.answer(holds(0));
  await settle();
  expect(states()).toEqual(["one failed 0", "two sending 0"]);
  expect([uploads.fateOf(["one"]), asked()]).toEqual(["no-such-file", ["one 0", "two 0"]]);
});

test("what was there is asked about again at a retry, and brought again when the server has erased it", async () => {
  const { uploads, choose, calls, asked } = await rehearse();
  choose("one");
  await settle();
  calls[0]!.answer(whole("one"));
  await settle();
  uploads.retry(["one"]);
  await settle();
  expect(uploads.fateOf(["one"])).toBe("coming");
  calls[1]!.answer(holds(0));
  await settle();
  expect(asked()).toEqual(["one 0", "one 0", "one 0 noodles"]);
});
