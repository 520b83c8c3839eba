// @vitest-environment happy-dom
import { act, cleanup, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { useTab } from "@/components/connection/live";
import { ben, THREAD_ID } from "@/tests/stage/props";
import { renderForAna } from "@/tests/stage/scene";
import { createTypists } from "./typing";
import { TypingLine } from "./typing-line";

vi.mock("@/components/connection/live", () => ({ useTab: vi.fn() }));
afterEach(cleanup);

test("the line is there before anybody types, and says who does", () => {
  const typists = createTypists();
  vi.mocked(useTab).mockReturnValue({ typists } as unknown as ReturnType<typeof useTab>);
  renderForAna(<TypingLine threadId={THREAD_ID} />);
  const line = screen.getByRole("status", { name: "Typing" });
  expect(line.textContent).toBe("");
  act(() => typists.hear({ threadId: THREAD_ID, person: ben, isTyping: true }));
  expect(line.textContent).toBe("Ben is typing");
  act(() => typists.hear({ threadId: "another", person: ben, isTyping: true }));
  act(() => typists.hear({ threadId: THREAD_ID, person: ben, isTyping: false }));
  expect(line.textContent).toBe("");
});
