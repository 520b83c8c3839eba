// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { aMessage, ana, aSummary, eve, THREAD_ID } from "@/tests/stage/props";
import { renderForAna } from "@/tests/stage/scene";
import { timeOf } from "../clock";
import { ThreadRow } from "./thread-row";

afterEach(cleanup);

const time = timeOf("2026-11-03T12:00:00Z", Intl.DateTimeFormat().resolvedOptions().timeZone);

test("a row is named by its title, what is unread, the time and the last line", () => {
  renderForAna(<ThreadRow summary={aSummary({ unread: 3 })} isOpen={false} />);
  expect(screen.getByRole("link", { name: `Ben 3 unread, ${time} Noodles?` })).toBeTruthy();
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

test("the conversation that is open is marked as the current page", () => {
  renderForAna(<ThreadRow summary={aSummary()} isOpen />);
  expect(screen.getByRole("link").getAttribute("aria-current")).toBe("page");
  expect(screen.getByRole("link").getAttribute("href")).toBe(`/t/${THREAD_ID}`);
});
