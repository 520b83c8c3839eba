// @vitest-environment happy-dom
import { act, cleanup, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { wipeUnsentTexts, writeUnsentText } from "@/components/composer/unsent-text";
import { BlockedContext } from "@/components/people/blocked";
import { aMessage, ana, aSummary, eve, THREAD_ID } from "@/tests/stage/props";
import { renderForAna } from "@/tests/stage/scene";
import { timeOf } from "../clock";
import { ThreadRow } from "./thread-row";

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  wipeUnsentTexts(ana.id);
});

const time = timeOf("2026-11-03T12:00:00Z", Intl.DateTimeFormat().resolvedOptions().timeZone);

test("a row is named by its title, what is unread, the time and the last line", () => {
  renderForAna(<ThreadRow summary={aSummary({ unread: 3 })} isOpen={false} />);
  expect(screen.getByRole("link", { name: `Ben 3 unread, ${time} Noodles?` })).toBeTruthy();
});

test("who is named in what is unread is told so", () => {
  renderForAna(<ThreadRow summary={aSummary({ unread: 3, mentions: 1 })} isOpen={false} />);
  expect(screen.getByRole("link", { name: `Ben 3 unread, 1 mention, ${time} Noodles?` })).toBeTruthy();
  expect(screen.getByText("@")).toBeTruthy();
});

test("a row with nothing unread does not speak of it", () => {
  renderForAna(<ThreadRow summary={aSummary()} isOpen={false} />);
  expect(screen.getByRole("link", { name: `Ben ${time} Noodles?` })).toBeTruthy();
});

test.each([
  [99, "99"],
  [100, "99+"],
])("%i unread messages are shown and spoken as %s", (unread, words) => {
  renderForAna(<ThreadRow summary={aSummary({ unread })} isOpen={false} />);
  expect(screen.getByText(words)).toBeTruthy();
  expect(screen.getByRole("link", { name: `Ben ${words} unread, ${time} Noodles?` })).toBeTruthy();
});

test.each([
  ["one's own", aSummary({ lastMessage: aMessage({ author: ana }) }), "You: Noodles?"],
  ["in a group", aSummary({ kind: "group", counterpart: null }), "Ben: Noodles?"],
  ["deleted", aSummary({ lastMessage: aMessage({ isDeleted: true, body: "" }) }), "Message deleted"],
  ["an event", aSummary({ lastMessage: aMessage({ event: { type: "added", people: [eve] } }) }), "Ben added Eve"],
  ["missing", aSummary({ lastMessage: null }), "No messages yet"],
])("the last line, when it is %s, says so", (_, summary, line) => {
  renderForAna(<ThreadRow summary={summary} isOpen={false} />);
  expect(screen.getByRole("link", { name: `Ben ${time} ${line}` })).toBeTruthy();
});

test("what is typed and not sent is shown in its place, without markers", () => {
  writeUnsentText(ana.id, THREAD_ID, "**soon** `enough`");
  renderForAna(<ThreadRow summary={aSummary()} isOpen={false} />);
  expect(screen.getByRole("link", { name: `Ben ${time} Draft: soon enough` })).toBeTruthy();
});

test("the conversation that is open is marked as the current page", () => {
  renderForAna(<ThreadRow summary={aSummary()} isOpen />);
  expect(screen.getByRole("link").getAttribute("aria-current")).toBe("page");
  expect(screen.getByRole("link").getAttribute("href")).toBe(`/t/${THREAD_ID}`);
});

test("a muted thread says so and calls quietly until its time, and a pinned one says so", () => {
  vi.useFakeTimers({ now: Date.parse("2026-11-03T12:00:00Z") });
  const attention = {
    version: 2,
    mutedUntil: "2026-11-03T13:00:00.000Z",
    pinnedAt: "2026-11-03T11:00:00.000Z",
    archivedAt: null,
  };
  renderForAna(<ThreadRow summary={aSummary({ unread: 3, attention })} isOpen={false} />);
  expect(screen.getByRole("link", { name: /^Ben 3 unread, ?muted, ?pinned,/ })).toBeTruthy();
  const look = screen.getByText("3").className;

  act(() => void vi.advanceTimersByTime(60 * 60_000 + 1));
  expect(screen.getByRole("link", { name: /^Ben 3 unread, ?pinned,/ })).toBeTruthy();
  expect(screen.getByText("3").className).not.toBe(look);
});

test("in a group the last line does not show what somebody said who is blocked", () => {
  renderForAna(
    <BlockedContext value={[eve.id]}>
      <ThreadRow
        summary={aSummary({ kind: "group", counterpart: null, lastMessage: aMessage({ author: eve }) })}
        isOpen={false}
      />
    </BlockedContext>,
  );
  expect(screen.getByRole("link", { name: /Message of somebody you blocked$/ })).toBeTruthy();
});
