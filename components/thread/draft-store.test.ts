import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { ana, ben, THREAD_ID } from "@/tests/stage/props";
import { openDraftStore } from "./draft-store";
import type { OutboxDraft } from "./outbox";

const draftOf = (id: string): OutboxDraft => {
  return { id, threadId: THREAD_ID, body: id, createdAt: "2026-11-03T12:00:00.000Z", state: "waiting", code: null };
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
