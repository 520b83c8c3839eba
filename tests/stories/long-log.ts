import type { Locator, Page } from "@playwright/test";
import { display } from "@/tests/stage/cast";
import { fillThread } from "@/tests/stage/long-thread";
import { type Actor, directThread, expect, log, whenConnected } from "./cast";

export const message = (page: Page, number: number): Locator => page.locator(`#m-${number}`);
export const rows = (page: Page): Promise<number> => log(page).getByRole("article").count();

/** How far a message begins below the upper edge of the log, in pixels. */
export const topOf = (page: Page, number: number): Promise<number> =>
  message(page, number).evaluate((row) => {
    const edge = row.closest("[role=log]")?.getBoundingClientRect().top ?? 0;
    return row.getBoundingClientRect().top - edge;
  });

export const isAtEnd = (page: Page) => log(page).evaluate((element) => element.scrollTop > -1);

export const scrollBy = (page: Page, by: number) =>
  log(page).evaluate((element, top) => element.scrollBy({ top, behavior: "instant" }), by);

/** Scrolls up, as by a wheel, until a message is near the upper edge. */
export async function scrollUpTo(page: Page, number: number): Promise<void> {
  await expect(async () => {
    if (!(await message(page, number).isVisible())) await scrollBy(page, -700);
    await expect(message(page, number)).toBeAttached({ timeout: 20 });
  }).toPass({ intervals: [20] });
  await scrollBy(page, (await topOf(page, number)) - 120);
  await expect(message(page, number)).toBeInViewport();
}

/** Which messages were highlighted on the pages that are opened from now on, for however short a while. */
export async function noteHighlights(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const ids: string[] = [];
    const note = (changes: MutationRecord[]) => {
      for (const { target } of changes)
        if (target instanceof Element && target.hasAttribute("data-highlighted")) ids.push(target.id);
    };
    new MutationObserver(note).observe(document, { subtree: true, attributeFilter: ["data-highlighted"] });
    Object.assign(window, { highlightedIds: ids });
  });
  return () => page.evaluate(() => (window as unknown as { highlightedIds: string[] }).highlightedIds);
}

/** Somebody reads a thread of so many messages, all of which they know but for the last `unread`. */
export async function openLong(reader: Actor, writer: Actor["viewer"], count: number, unread = 0): Promise<string> {
  const threadId = await directThread(reader.viewer, writer);
  await fillThread(threadId, [writer, reader.viewer], count);
  await display(reader.viewer, threadId, count - unread);
  await reader.page.goto(`/t/${threadId}`);
  await whenConnected(reader.page);
  return threadId;
}
