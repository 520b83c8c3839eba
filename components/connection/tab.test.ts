import { expect, test, vi } from "vitest";
import type { FileStore } from "@/components/files/file-store";
import type { DraftStore } from "@/components/outbox/draft-store";
import type { OutboxDraft } from "@/components/outbox/outbox-draft";
import { ana, THREAD_ID } from "@/tests/stage/props";
import type { Surroundings } from "./surroundings";
import { createTab } from "./tab";

const store = { load: async () => [], remove: async () => {}, subscribe: () => () => {} };
const never = () => new Promise<never>(() => {});

test("a page is not renewed before the files that were chosen are stored too", async () => {
  const drafts: OutboxDraft[] = [];
  const put = async (draft: OutboxDraft) => void drafts.push(draft);
  const draftStore: DraftStore = { ...store, load: async () => drafts, put, exclusively: (work) => work() };
  let finish = () => {};
  const putFile = () => new Promise<void>((resolve) => (finish = resolve));
  const fileStore: FileStore = { ...store, put: putFile, exclusively: (_, work) => work() };
  const isStored = await new Promise<() => boolean>((resolve) => {
    const tab = createTab(ana.id, { threads: [], nextBefore: null, unreadBelow: [] }, {
      openDraftStore: () => draftStore,
      openFileStore: () => fileStore,
      putFile: never,
      sendMessages(_, isStored) {
        resolve(isStored);
        return never();
      },
    } as Partial<Surroundings> as Surroundings);
    tab.uploads.add([{ id: "file", threadId: THREAD_ID, content: new File(["noodles"], "noodles.txt") }]);
    void tab.outbox.add({ id: "draft", threadId: THREAD_ID, body: "Look", quote: null });
  });
  expect(isStored()).toBe(false);
  finish();
  await vi.waitFor(() => expect(isStored()).toBe(true), { timeout: 60_000 });
});
