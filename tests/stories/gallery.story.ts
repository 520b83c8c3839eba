import type { Locator, Page } from "@playwright/test";
import { deleteMessage } from "@/lib/message-changes";
import type { Viewer } from "@/lib/sessions";
import { bring, sayWith } from "@/tests/stage/files";
import { aPicture } from "@/tests/stage/pictures";
import { expectAccessible } from "./axe";
import { directThread, expect, log, story, whenConnected } from "./cast";

/** Two images in a message, and one in another. */
async function sayPictures(viewer: Viewer, threadId: string) {
  const picture = await aPicture("png", { width: 1800, height: 1200 });
  const ids = [];
  for (const name of ["one.png", "two.png", "three.png"]) ids.push((await bring(viewer, threadId, picture, name)).id);
  const [one = "", two = "", three = ""] = ids;
  return [await sayWith(viewer, threadId, [one, two]), await sayWith(viewer, threadId, [three])] as const;
}

const shown = (page: Page) => page.getByRole("dialog").getByRole("img");
const imageIn = (page: Page, name: string) => log(page).getByRole("img", { name });

async function swipe(target: Locator, [fromX, fromY]: [number, number], [toX, toY]: [number, number]): Promise<void> {
  await target.evaluate(
    (element, { fromX, fromY, toX, toY }) => {
      const touch = (clientX: number, clientY: number) =>
        new Touch({ identifier: 1, target: element, clientX, clientY });
      const [begin, end] = [touch(fromX, fromY), touch(toX, toY)];
      const bubbles = { bubbles: true, cancelable: true };
      element.dispatchEvent(new TouchEvent("touchstart", { touches: [begin], changedTouches: [begin], ...bubbles }));
      element.dispatchEvent(new TouchEvent("touchend", { touches: [], changedTouches: [end], ...bubbles }));
    },
    { fromX, fromY, toX, toY },
  );
}

story("an image is seen large, and from it all the others of the log, by keys and by buttons", async ({ enter }) => {
  const [ana, ben] = [await enter("Ana"), await enter("Ben")];
  const threadId = await directThread(ana.viewer, ben.viewer);
  await sayPictures(ana.viewer, threadId);
  await ben.page.goto(`/t/${threadId}`);
  await whenConnected(ben.page);
  const { page } = ben;

  await imageIn(page, "two.png").click();
  const dialog = page.getByRole("dialog", { name: "two.png" });
  await expect(dialog).toContainText("Ana");
  await expect(dialog).toContainText("2 of 3");
  await expect(shown(page).last()).toHaveAttribute("src", /\/api\/files\/[0-9a-f-]{36}$/);
  await expect
    .poll(() => dialog.getByRole("img", { name: "two.png" }).evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBe(1800);
  await expectAccessible(page);

  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("dialog", { name: "three.png" })).toContainText("3 of 3");
  await expect(page.getByRole("button", { name: "Next" })).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowLeft");
  await page.getByRole("button", { name: "Previous" }).click();
  await expect(page.getByRole("dialog", { name: "one.png" })).toContainText("1 of 3");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByRole("dialog", { name: "three.png" })).toContainText("3 of 3");
  // The button at which it ends keeps the focus.
  await expect(page.getByRole("button", { name: "Next" })).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("dialog", { name: "one.png" })).toContainText("1 of 3");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download" }).click();
  expect((await download).suggestedFilename()).toBe("one.png");

  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(imageIn(page, "two.png").locator("..")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "two.png" })).toBeVisible();
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

story("before an image is there, its place is, and shows how it will look", async ({ enter }) => {
  const [ana, ben] = [await enter("Ana"), await enter("Ben")];
  const threadId = await directThread(ana.viewer, ben.viewer);
  const red = await aPicture("png", { width: 1800, height: 1200 });
  await sayWith(ana.viewer, threadId, [(await bring(ana.viewer, threadId, red, "red.png")).id]);
  const { page } = ben;
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/size=small/, async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(`/t/${threadId}`, { waitUntil: "commit" });

  const image = imageIn(page, "red.png");
  const hint = image.locator("..").locator("canvas");
  const middle = () =>
    hint.evaluate((canvas: HTMLCanvasElement) =>
      Array.from(canvas.getContext("2d")?.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data ?? []),
    );
  await expect.poll(async () => (await middle())[0]).toBeGreaterThan(150);
  expect((await middle())[1]).toBeLessThan(60);
  const place = () => image.evaluate(({ clientWidth, clientHeight }) => [clientWidth, clientHeight]);
  const kept = [320, expect.closeTo(213, -1)];
  expect(await place()).toEqual(kept);
  release();
  await expect(hint).toHaveCount(0);
  expect(await place()).toEqual(kept);
});

story("from an image one comes to its message", async ({ enter }) => {
  const [ana, ben] = [await enter("Ana"), await enter("Ben")];
  const threadId = await directThread(ana.viewer, ben.viewer);
  const [, { seq }] = await sayPictures(ana.viewer, threadId);
  await ben.page.goto(`/t/${threadId}`);
  await whenConnected(ben.page);
  await imageIn(ben.page, "three.png").click();
  await ben.page.getByRole("button", { name: "Show in conversation" }).click();
  await ben.page.waitForURL(new RegExp(`/m/${seq}$`));
  await expect(ben.page.getByRole("dialog")).toHaveCount(0);
});

story("on a phone a finger goes from one to the next, and down to close", async ({ enter }) => {
  const ana = await enter("Ana");
  const ben = await enter("Ben", { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  const threadId = await directThread(ana.viewer, ben.viewer);
  await sayPictures(ana.viewer, threadId);
  await ben.page.goto(`/t/${threadId}`);
  await whenConnected(ben.page);
  const { page } = ben;

  await imageIn(page, "two.png").tap();
  const picture = page.getByRole("dialog").getByRole("img", { name: /png/ });
  await expect(page.getByRole("dialog", { name: "two.png" })).toBeVisible();
  await expectAccessible(page);
  await swipe(picture, [300, 400], [100, 410]);
  await expect(page.getByRole("dialog", { name: "three.png" })).toBeVisible();
  await swipe(picture, [100, 400], [300, 390]);
  await expect(page.getByRole("dialog", { name: "two.png" })).toBeVisible();
  await swipe(picture, [200, 300], [210, 500]);
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

story("an image whose message is deleted is no longer shown", async ({ enter }) => {
  const [ana, ben] = [await enter("Ana"), await enter("Ben")];
  const threadId = await directThread(ana.viewer, ben.viewer);
  const [, { seq }] = await sayPictures(ana.viewer, threadId);
  await ben.page.goto(`/t/${threadId}`);
  await whenConnected(ben.page);
  await imageIn(ben.page, "three.png").click();
  await expect(ben.page.getByRole("dialog", { name: "three.png" })).toBeVisible();
  await deleteMessage(ana.viewer, { viewerId: ana.viewer.id, threadId, seq });
  await expect(ben.page.getByRole("dialog")).toHaveCount(0);
});
