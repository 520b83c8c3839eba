// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { markUnread } from "@/app/actions/read-positions";
import { useTab } from "@/components/connection/live";
import { Toasts } from "@/components/ui/toasts";
import { ana, THREAD_ID } from "@/tests/stage/props";
import { renderForAna } from "@/tests/stage/scene";
import { useMarkUnread } from "./use-mark-unread";

vi.mock("@/app/actions/read-positions", () => ({ markUnread: vi.fn() }));
vi.mock("@/components/connection/live", () => ({ useTab: vi.fn() }));
afterEach(cleanup);

function Mark() {
  const markUnread = useMarkUnread(THREAD_ID);
  return (
    <>
      <button type="button" onClick={() => markUnread(7)}>
        Mark as unread
      </button>
      <Toasts />
    </>
  );
}

test("the message is marked, the list hears where the person is now, and a refusal is told", async () => {
  const hear = vi.fn();
  vi.mocked(useTab).mockReturnValue({ positions: { hear, versionOf: () => 3 } } as unknown as ReturnType<
    typeof useTab
  >);
  const position = { threadId: THREAD_ID, seq: 6, version: 4, unread: 1, mentions: 0, rev: 7 };
  vi.mocked(markUnread).mockResolvedValueOnce({ ok: true, value: position });
  renderForAna(<Mark />);
  await userEvent.click(screen.getByRole("button", { name: "Mark as unread" }));
  expect(markUnread).toHaveBeenCalledWith({ viewerId: ana.id, threadId: THREAD_ID, seq: 7, version: 3 });
  expect(hear.mock.calls).toEqual([[[position]]]);

  vi.mocked(markUnread).mockResolvedValueOnce({ ok: false, code: "unavailable" });
  await userEvent.click(screen.getByRole("button"));
  expect(await screen.findByText(/cannot be reached/)).toBeTruthy();
});
