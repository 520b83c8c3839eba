import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { SentMessages } from "@/lib/wire/messages";
import type { Outcome, RefusalCode } from "@/lib/wire/outcome";
import { messageAt, THREAD_ID } from "@/tests/stage/props";
import type { DraftStore } from "./draft-store";
import { createOutbox } from "./outbox";
import type { OutboxDraft } from "./outbox-draft";

type Call = { ids: string[]; answer: (outcome: Outcome<SentMessages>) => void; lose: () => void };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A store that a test can look into. */
function storeOf(kept: Map<string, OutboxDraft>): Omit<DraftStore, "put" | "subscribe" | "exclusively"> {
  return {
    load: async () => [...kept.values()],
    remove: async (ids) => {
      for (const id of ids) kept.delete(id);
    },
  };
}

const putInto = (kept: Map<string, OutboxDraft>) => async (draft: OutboxDraft) => void kept.set(draft.id, draft);

/** An outbox whose calls the test answers, or loses, one by one. */
function rehearse(kept = new Map<string, OutboxDraft>(), put = putInto(kept), forgetFiles = async () => {}) {
  const calls: Call[] = [];
  const sent: string[] = [];
  let heard = () => {};
  let givenBack: Promise<void> | undefined;
  const store: DraftStore = {
    ...storeOf(kept),
    put,
    subscribe(listener) {
      heard = listener;
      return () => {};
    },
    exclusively: async (work) => {
      const done = await work();
      await givenBack;
      return done;
    },
  };
  const outbox = createOutbox({
    store,
    uploads: { fateOf: () => "whole", retry: () => {}, remove: forgetFiles, cancel: async () => {} },
    send: (_, drafts) =>
      new Promise((answer, lose) =>
        calls.push({ ids: drafts.map(({ id }) => id), answer, lose: () => lose(new Error("lost")) }),
      ),
    onSent: (message) => {
      sent.push(message.id);
      void outbox.remove([message.id]);
    },
  });
  const write = (...ids: string[]) => {
    for (const id of ids) outbox.add({ id, threadId: THREAD_ID, body: id, quote: null });
  };
  const states = () => outbox.drafts().map(({ id, state, code }) => [id, state, ...(code ? [code] : [])].join(" "));
  /** From now on a turn is given back no sooner than by a call of the answer. */
  function holdTurns(): () => void {
    let giveBack = () => {};
    const hold = () => {
      giveBack();
      givenBack = new Promise((resolve) => (giveBack = resolve));
    };
    hold();
    return hold;
  }
  return { outbox, calls, sent, write, states, heard: () => heard(), holdTurns };
}

const arrived = (...ids: string[]): Outcome<SentMessages> => ({
  ok: true,
  value: ids.map((id, place) => ({ ok: true, value: messageAt(place + 1, { id }) })),
});
const refused = (code: RefusalCode) => ({ ok: false, code }) as const;
const settled = () => vi.advanceTimersByTimeAsync(0);

test("a draft is there at once, on its way when it is stored, and gone when its message has come", async () => {
  const kept = new Map<string, OutboxDraft>();
  const { outbox, calls, sent, write, states } = rehearse(kept);
  write("one");
  expect([states(), outbox.isStored()]).toEqual([["one waiting"], false]);
  await settled();
  expect([states(), outbox.isStored()]).toEqual([["one sending"], true]);
  expect([...kept.keys()]).toEqual(["one"]);

  calls[0]!.answer(arrived("one"));
  await settled();
  expect([states(), sent, kept.size]).toEqual([[], ["one"], 0]);
});

test("the files of a message go before its draft does: without it they would be those of the next one", async () => {
  const kept = new Map<string, OutboxDraft>();
  const drafts: string[][] = [];
  const { calls, write } = rehearse(kept, undefined, async () => void drafts.push([...kept.keys()]));
  write("one");
  await settled();
  calls[0]!.answer(arrived("one"));
  await settled();
  expect([drafts[0], kept.size]).toEqual([["one"], 0]);
});

test("what waits for a thread goes in one call, in its order, up to twenty, and one call at a time", async () => {
  const { calls, write } = rehearse();
  const many = Array.from({ length: 25 }, (_, number) => `${number}`);
  write(...many);
  await settled();
  expect(calls.map(({ ids }) => ids)).toEqual([many.slice(0, 20)]);

  write("later");
  await settled();
  expect(calls).toHaveLength(1);
  calls[0]!.answer(arrived(...many.slice(0, 20)));
  await settled();
  expect(calls[1]!.ids).toEqual([...many.slice(20), "later"]);
});

test("drafts of an earlier page are taken up again in the order in which they were written", async () => {
  const kept = new Map<string, OutboxDraft>();
  const earlier = rehearse(kept);
  earlier.write("one", "two", "three");
  await settled();

  const { outbox, calls, states } = rehearse(new Map([...kept].reverse()));
  const loaded = vi.fn(() => outbox.isLoaded());
  outbox.subscribe(loaded);
  outbox.start();
  expect(outbox.isLoaded()).toBe(false);
  await settled();
  expect(loaded.mock.results[0]!.value).toBe(true);
  expect(calls.map(({ ids }) => ids)).toEqual([["one", "two", "three"]]);
  calls[0]!.answer(arrived("one", "two", "three"));
  await settled();
  expect(states()).toEqual([]);
});

test("a draft that another tab has sent is not sent again, and is gone here too", async () => {
  const kept = new Map<string, OutboxDraft>();
  const { calls, outbox, write, states } = rehearse(kept);
  write("one");
  await settled();
  calls[0]!.lose();
  await settled();
  kept.delete("one");
  outbox.flushAll();
  await settled();
  expect([calls.length, states()]).toEqual([1, []]);
});

test("what another tab leaves behind is sent by this one", async () => {
  const kept = new Map<string, OutboxDraft>();
  const [leaving, staying] = [rehearse(kept), rehearse(kept)];
  staying.outbox.start();
  await settled();
  leaving.write("one");
  await settled();
  staying.heard();

  await vi.advanceTimersByTimeAsync(4_999);
  expect([leaving.calls.length, staying.calls, staying.states()]).toEqual([1, [], ["one waiting"]]);
  await vi.advanceTimersByTimeAsync(1);
  expect(staying.calls.map(({ ids }) => ids)).toEqual([["one"]]);
});

test("after its end a tab takes note of what was on its way, and leaves the rest to the one that goes on", async () => {
  const kept = new Map<string, OutboxDraft>();
  const { outbox, calls, write } = rehearse(kept);
  const end = outbox.start();
  write("one");
  await settled();
  write("two");
  await settled();
  end();
  calls[0]!.answer(arrived("one"));
  await vi.advanceTimersByTimeAsync(60_000);
  expect([calls.length, [...kept.keys()]]).toEqual([1, ["two"]]);

  const next = rehearse(kept);
  const endNext = next.outbox.start();
  await settled();
  expect(next.calls.map(({ ids }) => ids)).toEqual([["two"]]);
  next.calls[0]!.lose();
  await settled();
  endNext();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([next.calls.length, next.states()]).toEqual([1, ["two waiting"]]);
  next.outbox.start();
  await settled();
  expect(next.calls).toHaveLength(2);
});

test("what no other tab can know of is sent even after the end", async () => {
  const { outbox, calls, write, states } = rehearse(undefined, () => Promise.reject(new Error("no storage here")));
  const end = outbox.start();
  write("one");
  await settled();
  end();
  calls[0]!.lose();
  await vi.advanceTimersByTimeAsync(1000);
  expect(calls.map(({ ids }) => ids)).toEqual([["one"], ["one"]]);
  calls[1]!.answer(arrived("one"));
  await settled();
  expect(states()).toEqual([]);
});

test("a draft that is written while the turn is given back is sent as well", async () => {
  const { calls, write, holdTurns } = rehearse();
  const release = holdTurns();
  write("one");
  await settled();
  calls[0]!.answer(arrived("one"));
  await settled();
  release();
  await settled();
  write("two");
  await settled();
  expect(calls).toHaveLength(1);
  release();
  await settled();
  expect(calls.map(({ ids }) => ids)).toEqual([["one"], ["two"]]);
});

test("a draft without an answer waits and goes again under the same id, later and later, or when the connection is back", async () => {
  const { outbox, calls, write, states } = rehearse();
  write("one");
  await settled();
  calls[0]!.lose();
  await settled();
  expect(states()).toEqual(["one waiting"]);

  await vi.advanceTimersByTimeAsync(1000);
  expect(calls).toHaveLength(2);
  calls[1]!.lose();
  await vi.advanceTimersByTimeAsync(999);
  expect(calls).toHaveLength(2);
  outbox.flushAll();
  await settled();
  expect(calls.map(({ ids }) => ids)).toEqual([["one"], ["one"], ["one"]]);
});

test("a draft that can never be sent is shown as not sent, here and after a reload, and does not stop the ones behind it", async () => {
  const kept = new Map<string, OutboxDraft>();
  const { outbox, calls, write, states } = rehearse(kept);
  write("one", "two");
  await settled();
  calls[0]!.answer({
    ok: true,
    value: [refused("not-a-participant"), { ok: true, value: messageAt(2, { id: "two" }) }],
  });
  await settled();
  expect(states()).toEqual(["one failed not-a-participant"]);
  const reloaded = rehearse(kept);
  reloaded.outbox.start();
  await settled();
  expect([reloaded.states(), reloaded.calls]).toEqual([["one failed not-a-participant"], []]);

  outbox.retry("one");
  await settled();
  expect(states()).toEqual(["one sending"]);
  await outbox.remove(["one"]);
  expect([states(), kept.size]).toEqual([[], 0]);
});

test.each(["signed-out", "other-viewer"] as const)(
  "a draft that was refused as %s waits for its author",
  async (code) => {
    const kept = new Map<string, OutboxDraft>();
    const { calls, write, states } = rehearse(kept);
    write("one");
    await settled();
    calls[0]!.answer(refused(code));
    await settled();
    expect([states(), [...kept.values()].map(({ state }) => state)]).toEqual([["one waiting"], ["waiting"]]);
  },
);

test("the first refusal to try again keeps the order: what is behind it waits too", async () => {
  const { calls, write, states } = rehearse();
  write("one", "two");
  await settled();
  calls[0]!.answer({ ok: true, value: [refused("unavailable")] });
  await settled();
  expect(states()).toEqual(["one waiting", "two waiting"]);
});

test("while the server says when to come back, a draft goes again then, however often, and tabs not all at once", async () => {
  const { calls, write, states } = rehearse();
  write("one");
  await settled();
  for (const attempt of [0, 1, 2, 3, 4, 5]) {
    vi.spyOn(Math, "random").mockReturnValue(attempt / 8);
    calls[attempt]!.answer({ ok: false, code: "unavailable", retryAfter: 1 });
    await settled();
    expect(states()).toEqual(["one waiting"]);
    await vi.advanceTimersByTimeAsync(999 + attempt * 125);
    expect(calls).toHaveLength(attempt + 1);
    await vi.advanceTimersByTimeAsync(1);
    expect(calls).toHaveLength(attempt + 2);
  }
});

test("what is more than the server takes waits as long as it says, however often somebody asks, and goes on in order", async () => {
  const { outbox, calls, write, states } = rehearse();
  const many = Array.from({ length: 9 }, (_, number) => `${number}`);
  write(...many);
  await settled();
  const taken = many.slice(0, 7).map((id, place) => ({ ok: true as const, value: messageAt(place + 1, { id }) }));
  calls[0]!.answer({ ok: true, value: [...taken, { ok: false, code: "too-fast", retryAfter: 12 }] });
  await settled();
  expect(states()).toEqual(["7 waiting", "8 waiting"]);
  expect(outbox.pausedUntil(THREAD_ID)).toBe(Date.now() + 12_000);

  write("later");
  outbox.flushAll();
  await vi.advanceTimersByTimeAsync(11_999);
  expect([calls.length, states()]).toEqual([1, ["7 waiting", "8 waiting", "later waiting"]]);
  await vi.advanceTimersByTimeAsync(1);
  expect(calls[1]!.ids).toEqual(["7", "8", "later"]);
  expect(outbox.pausedUntil(THREAD_ID)).toBeNull();
  calls[1]!.answer(arrived("7", "8", "later"));
  await settled();
  expect(states()).toEqual([]);
});

test("a time to wait counts for each refusal that may be retried, and not for one that never can", async () => {
  const { calls, write, states } = rehearse();
  write("one");
  await settled();
  calls[0]!.answer({ ok: true, value: [{ ok: false, code: "unexpected", retryAfter: 40 }] });
  await vi.advanceTimersByTimeAsync(39_999);
  expect(calls).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(40_001);
  expect(calls).toHaveLength(2);
  calls[1]!.answer({ ok: false, code: "not-a-participant", retryAfter: 1 });
  await settled();
  expect(states()).toEqual(["one failed not-a-participant"]);
});

test("after three faults of ours in a row a draft is not sent", async () => {
  const { calls, write, states } = rehearse();
  write("one");
  await settled();
  for (const attempt of [0, 1, 2]) {
    calls[attempt]!.answer(refused("unexpected"));
    await vi.advanceTimersByTimeAsync(attempt < 2 ? 30_000 : 0);
  }
  expect(states()).toEqual(["one failed unexpected"]);
});

test("a store that fails loses nothing while the page is open", async () => {
  const { outbox, calls, states, write } = rehearse(undefined, () => Promise.reject(new Error("no storage here")));
  write("one");
  await settled();
  expect([states(), outbox.isStored()]).toEqual([["one sending"], false]);
  calls[0]!.answer(arrived("one"));
  await settled();
  expect(states()).toEqual([]);
});

test("where the store can be read and not changed, nothing that is done with is sent again", async () => {
  const kept = new Map<string, OutboxDraft>();
  const earlier = rehearse(kept);
  earlier.write("one", "two", "three");
  await settled();
  kept.delete = () => {
    throw new Error("the storage can only be read");
  };
  const { outbox, calls, states, heard } = rehearse(kept, () => Promise.reject(new Error("it can only be read")));
  outbox.start();
  await settled();
  void outbox.delete("three");
  calls[0]!.answer({
    ok: true,
    value: [refused("not-a-participant"), { ok: true, value: messageAt(2, { id: "two" }) }],
  });
  await settled();
  heard();
  outbox.flushAll();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([states(), calls.length, kept.size]).toEqual([["one failed not-a-participant"], 1, 3]);

  void outbox.retry("one");
  await settled();
  expect(calls.map(({ ids }) => ids)).toEqual([["one", "two", "three"], ["one"]]);
});
