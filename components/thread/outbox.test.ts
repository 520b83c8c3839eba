import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { SentMessages } from "@/lib/wire/messages";
import type { Outcome, RefusalCode } from "@/lib/wire/outcome";
import { messageAt, THREAD_ID } from "@/tests/stage/props";
import { createOutbox } from "./outbox";

type Call = { ids: string[]; answer: (outcome: Outcome<SentMessages>) => void; lose: () => void };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** An outbox whose calls the test answers, or loses, one by one. */
function rehearse() {
  const calls: Call[] = [];
  const sent: string[] = [];
  const outbox = createOutbox({
    send: (_, drafts) =>
      new Promise((answer, lose) =>
        calls.push({ ids: drafts.map(({ id }) => id), answer, lose: () => lose(new Error("lost")) }),
      ),
    onSent: (message) => {
      sent.push(message.id);
      outbox.remove([message.id]);
    },
  });
  const write = (...ids: string[]) => {
    for (const id of ids) outbox.add({ id, threadId: THREAD_ID, body: id });
  };
  const states = () => outbox.drafts().map(({ id, state, code }) => [id, state, ...(code ? [code] : [])].join(" "));
  return { outbox, calls, sent, write, states };
}

const arrived = (...ids: string[]): Outcome<SentMessages> => ({
  ok: true,
  value: ids.map((id, place) => ({ ok: true, value: messageAt(place + 1, { id }) })),
});
const refused = (code: RefusalCode) => ({ ok: false, code }) as const;
const settled = () => vi.advanceTimersByTimeAsync(0);

test("a draft is sending at once, and gone when its message has come", async () => {
  const { calls, sent, write, states } = rehearse();
  write("one");
  expect(states()).toEqual(["one sending"]);

  calls[0]!.answer(arrived("one"));
  await settled();
  expect(states()).toEqual([]);
  expect(sent).toEqual(["one"]);
});

test("what is written while a call is under way goes in the next one, in its order, up to twenty", async () => {
  const { calls, write } = rehearse();
  const many = Array.from({ length: 25 }, (_, number) => `${number}`);
  write("first", ...many);
  expect(calls).toHaveLength(1);

  calls[0]!.answer(arrived("first"));
  await settled();
  expect(calls[1]!.ids).toEqual(many.slice(0, 20));
  calls[1]!.answer(arrived(...many.slice(0, 20)));
  await settled();
  expect(calls[2]!.ids).toEqual(many.slice(20));
});

test("a draft without an answer waits and goes again under the same id, later and later, or when the connection is back", async () => {
  const { outbox, calls, write, states } = rehearse();
  write("one");
  calls[0]!.lose();
  await settled();
  expect(states()).toEqual(["one waiting"]);

  await vi.advanceTimersByTimeAsync(1000);
  expect(calls).toHaveLength(2);
  calls[1]!.lose();
  await vi.advanceTimersByTimeAsync(999);
  expect(calls).toHaveLength(2);
  outbox.flushAll();
  expect(calls.map(({ ids }) => ids)).toEqual([["one"], ["one"], ["one"]]);
});

test("a draft that can never be sent is shown as not sent, and does not stop the ones behind it", async () => {
  const { outbox, calls, write, states } = rehearse();
  write("zero", "one", "two");
  calls[0]!.answer(arrived("zero"));
  await settled();
  calls[1]!.answer({
    ok: true,
    value: [
      refused("not-a-participant"),
      ...(arrived("two").ok ? [{ ok: true as const, value: messageAt(2, { id: "two" }) }] : []),
    ],
  });
  await settled();
  expect(states()).toEqual(["one failed not-a-participant"]);

  outbox.retry("one");
  expect(states()).toEqual(["one sending"]);
  outbox.remove(["one"]);
  expect(states()).toEqual([]);
});

test("the first refusal to try again keeps the order: what is behind it waits too", async () => {
  const { calls, write, states } = rehearse();
  write("zero", "one", "two");
  calls[0]!.answer(arrived("zero"));
  await settled();
  calls[1]!.answer({ ok: true, value: [refused("unavailable")] });
  await settled();
  expect(states()).toEqual(["one waiting", "two waiting"]);
});

test("after three faults of ours in a row a draft is not sent", async () => {
  const { calls, write, states } = rehearse();
  write("one");
  for (const attempt of [0, 1, 2]) {
    calls[attempt]!.answer(refused("unexpected"));
    await vi.advanceTimersByTimeAsync(attempt < 2 ? 30_000 : 0);
  }
  expect(states()).toEqual(["one failed unexpected"]);
});
