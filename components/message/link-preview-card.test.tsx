// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { removeLinkPreview } from "@/app/actions/messages";
import type { LinkPreview } from "@/lib/wire/link-previews";
import { HOSTILE_TEXTS } from "@/tests/stage/hostile-texts";
import { aMessage, ana, THREAD_ID } from "@/tests/stage/props";
import { renderForAna } from "@/tests/stage/scene";
import { LinkPreviewCard } from "./link-preview-card";

const answeredChange = vi.hoisted(() => vi.fn());
vi.mock("@/app/actions/messages", () => ({ removeLinkPreview: vi.fn() }));
vi.mock("@/components/connection/live", () => ({ useTab: () => ({ deliveries: { answeredChange } }) }));
afterEach(cleanup);

const PREVIEW: LinkPreview = {
  url: "https://news.example.org/noodles",
  title: "Noodles",
  siteName: "Your bank",
  description: null,
  picture: { id: "9", width: 640, height: 320 },
};

const show = (given: Partial<LinkPreview> = {}, isOwn = true) =>
  renderForAna(<LinkPreviewCard threadId={THREAD_ID} seq={4} preview={{ ...PREVIEW, ...given }} isOwn={isOwn} />);

test("a preview is a link to the page, and says its host whatever the page calls itself", () => {
  const { container } = show();
  const link = screen.getByRole("link");
  expect(link.textContent).toBe("Your bank · news.example.orgNoodles");
  expect([link.getAttribute("href"), link.getAttribute("rel")]).toEqual([PREVIEW.url, "noreferrer noopener"]);
  const image = container.querySelector("img");
  expect([image?.getAttribute("src"), image?.getAttribute("width")]).toEqual(["/api/previews/9", "640"]);
});

test("a host that looks like another one is written as it is", () => {
  show({ url: "https://pаypal.example.org/" });
  expect(screen.getByRole("group").getAttribute("aria-label")).toBe("Preview of xn--pypal-4ve.example.org");
});

test.each(HOSTILE_TEXTS)("%j is text and nothing else", (text) => {
  show({ title: text, siteName: text, description: text, picture: null });
  const link = screen.getByRole("link");
  expect(link.textContent).toBe(`${text} · news.example.org${text}${text}`);
  expect(
    [...link.querySelectorAll("*")].map(({ localName }) => localName).filter((name) => !/^(span|bdi)$/.test(name)),
  ).toEqual([]);
});

test("its author takes it away, and nobody else is offered to", async () => {
  show({}, false);
  expect(screen.queryByRole("button")).toBeNull();
  cleanup();
  const message = aMessage({ seq: 4, preview: null });
  vi.mocked(removeLinkPreview).mockResolvedValueOnce({ ok: true, value: message });
  show();
  await userEvent.click(screen.getByRole("button", { name: "Remove preview" }));
  expect(removeLinkPreview).toHaveBeenCalledWith({ viewerId: ana.id, threadId: THREAD_ID, seq: 4 });
  expect(answeredChange).toHaveBeenCalledWith(message);
});
