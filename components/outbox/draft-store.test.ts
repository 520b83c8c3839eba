import "fake-indexeddb/auto";
import { afterEach, describe, expect, test, vi } from "vitest";
import { ana, ben, THREAD_ID } from "@/tests/stage/props";
import { openDraftStore } from "./draft-store";
import type { OutboxDraft } from "./outbox-draft";

const draftOf = (id: string): OutboxDraft => {
  return {
    id,
    threadId: THREAD_ID,
    body: id,
    quote: null,
    createdAt: "2026-11-03T12:00:00.000Z",
    state: "waiting",
    code: null,
  };
};

test("drafts are kept for the person who wrote them, and are gone when they are removed", async () => {
  const [anas, bens] = [openDraftStore(ana.id), openDraftStore(ben.id)];
  await anas.put(draftOf("one"));
  await anas.put({ ...draftOf("one"), state: "failed", code: "unexpected" });
  await anas.put(draftOf("two"));
  await bens.put(draftOf("three"));

  expect(await openDraftStore(ana.id).load()).toEqual([
    { ...draftOf("one"), state: "failed", code: "unexpected" },
    draftOf("two"),
  ]);
  await anas.remove(["one", "two"]);
  expect(await anas.load()).toEqual([]);
  expect(await bens.load()).toEqual([draftOf("three")]);
});

test("another tab of the same person hears of each change", async () => {
  const [one, other] = [openDraftStore(ana.id), openDraftStore(ana.id)];
  const ends = [one.subscribe(() => {})];
  const heard = new Promise<void>((resolve) => ends.push(other.subscribe(resolve)));
  await one.put(draftOf("four"));
  await heard;
  for (const end of ends) end();
});

test("what is only finished after the end is stored, and the tab that goes on hears of it", async () => {
  const [ended, other] = [openDraftStore(ana.id), openDraftStore(ana.id)];
  ended.subscribe(() => {})();
  let end = () => {};
  const heard = new Promise<void>((resolve) => (end = other.subscribe(resolve)));
  await ended.put(draftOf("five"));
  await heard;
  end();
  await ended.remove(["five"]);
  expect(await other.load()).not.toContainEqual(draftOf("five"));
});

describe("where a browser has no locks", () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  /** What tabs without locks share. The clock stands still, unless a test moves it. */
  function shareStorage() {
    const kept = new Map<string, string>();
    vi.useFakeTimers({ toFake: ["setTimeout", "Date"] });
    vi.stubGlobal("navigator", {});
    vi.stubGlobal("localStorage", {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    });
    return kept;
  }
  const never = new Promise<never>(() => {});

  test("one tab works after the other, and nothing is left of it", async () => {
    const kept = shareStorage();
    const [one, other] = [openDraftStore(ana.id), openDraftStore(ana.id)];
    const done: string[] = [];
    const first = one.exclusively(async () => {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      done.push("one");
    });
    const second = other.exclusively(async () => void done.push("other"));

    await vi.advanceTimersByTimeAsync(999);
    expect(done).toEqual([]);
    await vi.advanceTimersByTimeAsync(101);
    await Promise.all([first, second]);
    expect([done, kept.size]).toEqual([["one", "other"], 0]);
  });

  test("a tab that died holds the others back for five seconds, whatever happens to the clock", async () => {
    shareStorage();
    const store = openDraftStore(ana.id);
    void store.exclusively(() => never);
    const late = store.exclusively(async () => "done");
    await vi.advanceTimersByTimeAsync(5000);
    expect(await late).toBe("done");

    void store.exclusively(() => never);
    vi.setSystemTime(Date.now() - 60 * 60 * 1000);
    expect(await store.exclusively(async () => "done")).toBe("done");
  });

  test("a full storage is no reason not to send", async () => {
    shareStorage();
    vi.spyOn(localStorage, "setItem").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    expect(await openDraftStore(ana.id).exclusively(async () => "done")).toBe("done");
  });
});
