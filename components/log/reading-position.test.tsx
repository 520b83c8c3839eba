// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { useTab } from "@/components/connection/live";
import { useThreadList } from "@/components/threads/use-thread-list";
import { useFirstUnread } from "@/components/timeline/use-first-unread";
import type { OpenedThread, ThreadSummary } from "@/lib/wire/threads";
import { aSummary, messageAt, openedWith } from "@/tests/stage/props";
import { renderForAna } from "@/tests/stage/scene";
import { useMissed } from "./use-missed";

vi.mock("@/components/connection/live", () => ({ useTab: vi.fn() }));
vi.mock("@/components/threads/use-thread-list", () => ({ useThreadList: vi.fn() }));
afterEach(cleanup);

const messages = [1, 2, 3, 4].map((seq) => messageAt(seq));
const summary = aSummary({ lastSeq: 4, rev: 4, unread: 3, lastReadSeq: 1 });
const page = { messages, hasOlder: false, newest: 4, rev: 4 };
const opened: OpenedThread = { ...openedWith(messages), summary, page, firstUnread: 2 };

/** What the list knows by now of the thread whose page was made when three messages were unread. */
function listing(now: Partial<ThreadSummary>): void {
  const threads = [{ ...summary, ...now }];
  vi.mocked(useThreadList).mockReturnValue({ threads } as ReturnType<typeof useThreadList>);
  const deliveries = { timelineOf: () => undefined };
  vi.mocked(useTab).mockReturnValue({ deliveries } as unknown as ReturnType<typeof useTab>);
}

function FirstUnread() {
  return <output>{String(useFirstUnread(opened))}</output>;
}
const firstUnread = () => {
  cleanup();
  renderForAna(<FirstUnread />);
  return screen.getByRole("status").textContent;
};

test("going back to a page of a while ago, reading goes on after what has been read since, or where it was marked", () => {
  listing({});
  expect(firstUnread()).toBe("2");
  listing({ lastReadSeq: 4, unread: 0 });
  expect(firstUnread()).toBe("null");
  listing({ lastReadSeq: 2, readVersion: 9 });
  expect(firstUnread()).toBe("3");
});

test("a message that is marked as unread while the thread is open is where the unread ones begin", () => {
  listing({ lastReadSeq: 4, unread: 0 });
  cleanup();
  const { rerender } = renderForAna(<FirstUnread />);
  const shown = () => screen.getByRole("status").textContent;
  expect(shown()).toBe("null");
  listing({ lastReadSeq: 2, readVersion: 9 });
  rerender(<FirstUnread />);
  expect(shown()).toBe("3");
  listing({ lastReadSeq: 4, readVersion: 9 });
  rerender(<FirstUnread />);
  expect(shown()).toBe("3");
});

const withDeleted = { messages: messages.with(3, messageAt(4, { isDeleted: true })), newest: 5 };
function Missed() {
  return <output>{useMissed(summary, withDeleted)}</output>;
}

test("what was deleted is not missed", () => {
  listing({ lastReadSeq: 2 });
  renderForAna(<Missed />);
  expect(screen.getByRole("status").textContent).toBe("2");
});
