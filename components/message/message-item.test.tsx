// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { timeOf } from "@/components/clock";
import { ComposingProvider } from "@/components/composer/composing";
import { layOut } from "@/components/log/rows";
import type { OutboxDraft } from "@/components/outbox/outbox-draft";
import { quoteOf } from "@/lib/wire/excerpts";
import type { Refused } from "@/lib/wire/outcome";
import { aMessage, ana, ben, eve, messageAt, THREAD_ID } from "@/tests/stage/props";
import { renderForAna } from "@/tests/stage/scene";
import { MessageItem } from "./message-item";
import { WritableContext } from "./writable";

const setReaction = vi.hoisted(() => vi.fn());
vi.mock("@/app/actions/messages", () => ({ setReaction }));
vi.mock("@/components/connection/live", () => ({ useTab: () => ({ deliveries: { message: () => {} } }) }));

afterEach(cleanup);

const time = timeOf("2026-11-03T12:00:00Z", Intl.DateTimeFormat().resolvedOptions().timeZone);
const draft: OutboxDraft = {
  id: "mine",
  threadId: "thread",
  body: "On my way",
  quote: null,
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

test("a reply shows whom it answers and what was said, and leads there", () => {
  renderForAna(item([messageAt(2, { replyTo: 1, quote: quoteOf(aMessage({ author: eve })) })]));
  expect(screen.getByRole("article", { name: `Ben, ${time}, in reply to Eve: message 2` })).toBeTruthy();
  const link = screen.getByRole("link", { name: /Eve.*Noodles\?/ }) as HTMLAnchorElement;
  expect(link.getAttribute("href")).toBe(`/t/${THREAD_ID}/m/1`);
});

test("a reply to what one may not read says no more than that", () => {
  renderForAna(item([messageAt(2, { replyTo: 1, quote: null })]));
  expect(screen.getByText("An earlier message that you cannot see")).toBeTruthy();
  expect(screen.queryByRole("link")).toBeNull();
});

test("reactions say who gave them; pressing one takes it up at once, and back when the server refuses", async () => {
  let answer: (outcome: Refused) => void = () => {};
  setReaction.mockImplementation(() => new Promise((resolve) => (answer = resolve)));
  renderForAna(item([messageAt(7, { reactions: [{ emoji: "👍", people: [ben, eve] }] })]));

  await userEvent.click(screen.getByRole("button", { name: "👍 2, Ben and Eve", pressed: false }));
  expect(screen.getByRole("button", { name: "👍 3, Ben, Eve and You", pressed: true })).toBeTruthy();
  expect(setReaction).toHaveBeenCalledWith({ viewerId: ana.id, threadId: THREAD_ID, seq: 7, emoji: "👍", isOn: true });
  answer({ ok: false, code: "message-deleted" });
  expect(await screen.findByRole("button", { name: "👍 2, Ben and Eve", pressed: false })).toBeTruthy();
});

test("where nothing more can be written, a message is neither answered nor edited nor reacted to", async () => {
  const reacted = messageAt(7, { author: ana, reactions: [{ emoji: "👍", people: [ben, eve] }] });
  const tools = async () => {
    await userEvent.hover(screen.getByRole("article"));
    await screen.findByRole("button", { name: "More" });
    return ["React", "Reply", "Edit"].filter((name) => screen.queryByRole("button", { name }));
  };
  renderForAna(item([reacted]));
  expect(await tools()).toEqual(["React", "Reply", "Edit"]);
  cleanup();

  setReaction.mockReset();
  renderForAna(<WritableContext value={false}>{item([reacted])}</WritableContext>);
  expect(await tools()).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "👍 2, Ben and Eve" }));
  expect(setReaction).not.toHaveBeenCalled();
});

function item(messages: (typeof sent)[], drafts: OutboxDraft[] = [], onRetry = vi.fn(), onRemove = vi.fn()) {
  const log = { messages, drafts, hasOlder: false, viewer: ana, zone: "UTC", firstUnread: null };
  const rows = layOut(log).flatMap((day) => day.rows);
  return (
    <ComposingProvider threadId={THREAD_ID}>
      {rows.map(
        (row) => row.kind === "bubble" && <MessageItem key={row.id} row={row} onRetry={onRetry} onRemove={onRemove} />,
      )}
    </ComposingProvider>
  );
}
