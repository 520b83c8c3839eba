// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { markAllRead } from "@/app/actions/read-positions";
import { useTab } from "@/components/connection/live";
import { ana, THREAD_ID } from "@/tests/stage/props";
import { renderForAna } from "@/tests/stage/scene";
import { MarkAllRead } from "./mark-all-read";

vi.mock("@/app/actions/read-positions", () => ({ markAllRead: vi.fn() }));
vi.mock("@/components/connection/live", () => ({ useTab: vi.fn() }));
afterEach(cleanup);

test("one press reads everything, and the list hears of each thread", async () => {
  const hear = vi.fn();
  vi.mocked(useTab).mockReturnValue({ positions: { hear } } as unknown as ReturnType<typeof useTab>);
  const positions = [{ threadId: THREAD_ID, seq: 6, version: 0, unread: 0, mentions: 0, rev: 7 }];
  vi.mocked(markAllRead).mockResolvedValueOnce({ ok: true, value: positions });
  renderForAna(<MarkAllRead />);
  await userEvent.click(screen.getByRole("button", { name: "Mark all as read" }));
  expect(markAllRead).toHaveBeenCalledWith({ viewerId: ana.id });
  expect(hear.mock.calls).toEqual([[positions]]);
});
