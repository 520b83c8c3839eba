// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { aMessage, ana } from "@/tests/stage/props";
import { renderForAna } from "@/tests/stage/scene";
import { timeOf } from "../clock";
import { MessageItem } from "./message-item";
import type { OutboxDraft } from "./outbox-draft";
import { layOut } from "./rows";

afterEach(cleanup);

const time = timeOf("2026-11-03T12:00:00Z", Intl.DateTimeFormat().resolvedOptions().timeZone);
const draft: OutboxDraft = {
  id: "mine",
  threadId: "thread",
  body: "On my way",
  createdAt: "2026-11-03T12:00:00Z",
  state: "sending",
  code: null,
};
const sent = aMessage({ id: "mine", author: ana, body: "On my way" });

test("a message is named by its author, its time and its words", () => {
  renderForAna(item([aMessage({ seq: 7 })]));
  expect(screen.getByRole("article", { name: `Ben, ${time}: Noodles?` }).id).toBe("m-7");
});

test("one's own message says You, and Sent", () => {
  renderForAna(item([sent]));
  const article = screen.getByRole("article", { name: `You, ${time}: On my way` });
  expect(article.textContent).toContain("Sent");
});

test("the name of a long message is cut, the message is not", () => {
  renderForAna(item([aMessage({ body: `${"noodles ".repeat(40)}\n\nend` })]));
  const article = screen.getByRole("article");
  expect(article.getAttribute("aria-label")).toMatch(/^Ben, .{80,90}…$/);
  expect(article.textContent).toContain("end");
});

test("a deleted message leaves a stub, an edited one says so", () => {
  renderForAna(item([aMessage({ seq: 1, isDeleted: true, body: "" })]));
  expect(screen.getByRole("article", { name: `Ben, ${time}: Message deleted` })).toBeTruthy();
  cleanup();
  renderForAna(item([aMessage({ editedAt: "2026-11-03T12:05:00Z" })]));
  expect(screen.getByText("edited")).toBeTruthy();
});

test.each(["waiting", "sending"] as const)("a draft that is %s says so in words", (state) => {
  renderForAna(item([], [{ ...draft, state }]));
  const article = screen.getByRole("article", { name: /On my way/ });
  expect(article.textContent).toContain(state === "waiting" ? "Waiting" : "Sending");
  expect(screen.queryByRole("button")).toBeNull();
});

test("a draft that failed says why, and can be tried again or deleted", async () => {
  const [onRetry, onRemove] = [vi.fn(), vi.fn()];
  renderForAna(item([], [{ ...draft, state: "failed", code: "not-a-participant" }], onRetry, onRemove));

  const article = screen.getByRole("article", { name: /On my way/ });
  expect(article.textContent).toContain("Not sent");
  expect(article.textContent).toContain("You are no longer in this conversation.");
  await userEvent.click(screen.getByRole("button", { name: "Retry" }));
  await userEvent.click(screen.getByRole("button", { name: "Delete" }));
  expect([onRetry.mock.calls, onRemove.mock.calls]).toEqual([[["mine"]], [["mine"]]]);
});

test("a confirmed draft keeps its element, and what comes between moves nothing", () => {
  const { rerender } = renderForAna(item([], [draft]));
  const before = screen.getByRole("article", { name: /On my way/ });
  rerender(item([aMessage({ seq: 1, author: ana, id: "other" }), { ...sent, seq: 2 }], [draft]));

  const after = screen.getByRole("article", { name: /On my way/ });
  expect(after).toBe(before);
  expect([after.id, after.textContent]).toEqual(["m-2", expect.stringContaining("Sent")]);
});

test("text is text: no markup of a message reaches the page", () => {
  renderForAna(item([aMessage({ body: "<img src=x onerror=alert(1)>" })]));
  expect(document.querySelector("img")).toBeNull();
  expect(screen.getByText(/<img src=x/)).toBeTruthy();
});

function item(messages: (typeof sent)[], drafts: OutboxDraft[] = [], onRetry = vi.fn(), onRemove = vi.fn()) {
  const log = { messages, drafts, hasOlder: false, viewer: ana, zone: "UTC", firstUnread: null };
  const rows = layOut(log).flatMap((day) => day.rows);
  return (
    <>
      {rows.map(
        (row) => row.kind === "bubble" && <MessageItem key={row.id} row={row} onRetry={onRetry} onRemove={onRemove} />,
      )}
    </>
  );
}
