// @vitest-environment happy-dom
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { useTab } from "@/components/connection/live";
import type { OutboxDraft } from "@/components/outbox/outbox-draft";
import { THREAD_ID } from "@/tests/stage/props";
import { fileOf, type Upload } from "./upload";
import { useAttaching } from "./use-attaching";

vi.mock("@/components/connection/live", () => ({ useTab: vi.fn() }));
afterEach(cleanup);

const uploadOf = (id: string): Upload => {
  const content = new File(["noodles"], id);
  return { id, threadId: THREAD_ID, content, chosenAt: 1, received: 7, state: "whole", code: null, file: null };
};

test("a file is attached once it is known that it does not go with a message that is already written", () => {
  const all = [uploadOf("of the draft"), uploadOf("of the next message")];
  const written = { threadId: THREAD_ID, body: "Look", quote: null, createdAt: "2026-11-03T12:00:00.000Z" };
  const draft: OutboxDraft = { id: "one", ...written, state: "waiting", code: null, files: [fileOf(all[0]!)] };
  let drafts: OutboxDraft[] = [];
  let isLoaded = false;
  let tell = () => {};
  const subscribe = (listener: () => void) => {
    tell = listener;
    return () => {};
  };
  const outbox = { subscribe, drafts: () => drafts, isLoaded: () => isLoaded };
  const uploads = { subscribe: () => () => {}, list: () => all };
  vi.mocked(useTab).mockReturnValue({ outbox, uploads } as never);

  const { result } = renderHook(() => useAttaching(THREAD_ID, { count: 10, bytes: 100 }));
  expect(result.current.attached).toEqual([]);
  act(() => {
    drafts = [draft];
    isLoaded = true;
    tell();
  });
  expect(result.current.attached.map(({ id }) => id)).toEqual(["of the next message"]);
});
