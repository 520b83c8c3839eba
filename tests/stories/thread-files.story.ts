import { deleteMessage } from "@/lib/message-changes";
import { bring, sayWith } from "@/tests/stage/files";
import { aPicture } from "@/tests/stage/pictures";
import { expectAccessible } from "./axe";
import { directThread, expect, log, story, whenConnected } from "./cast";

story("the details gather images and files, as they come and go, and lead to their messages", async ({ enter }) => {
  const [ana, ben] = [await enter("Ana"), await enter("Ben")];
  const threadId = await directThread(ana.viewer, ben.viewer);
  const { page } = ben;
  await page.goto(`/t/${threadId}`);
  await whenConnected(page);
  await page.getByRole("button", { name: "Details" }).click();
  await page.getByRole("tab", { name: "Files" }).click();
  await expect(page.getByRole("tabpanel", { name: "Files" })).toContainText("No files yet.");

  const say = async (content: Buffer | string, name: string) =>
    sayWith(ana.viewer, threadId, [(await bring(ana.viewer, threadId, content, name)).id]);
  const menu = await say("noodles", "menu.txt");
  await say("wine", "wine.txt");
  const list = page.getByRole("list", { name: "Files" }).and(page.getByRole("tabpanel").getByRole("list"));
  await expect(list.getByRole("listitem")).toContainText(["wine.txt", "menu.txt"]);
  await expectAccessible(page);
  const download = page.waitForEvent("download");
  await list.getByRole("link", { name: "Download wine.txt" }).click();
  expect((await download).suggestedFilename()).toBe("wine.txt");
  await list.getByRole("link", { name: /^menu\.txt/ }).click();
  await page.waitForURL(new RegExp(`/m/${menu.seq}$`));
  await deleteMessage(ana.viewer, { viewerId: ana.viewer.id, threadId, seq: menu.seq });
  await expect(list.getByRole("listitem")).toHaveCount(1);
  await expect(list.getByRole("listitem")).toContainText("wine.txt");

  for (const name of ["one.png", "two.png"]) await say(await aPicture("png", { width: 900, height: 600 }), name);
  await page.getByRole("tab", { name: "Files" }).press("ArrowLeft");
  const images = page.getByRole("tabpanel", { name: "Images" }).getByRole("img");
  await expect(images).toHaveCount(2);
  await expectAccessible(page);
  await images.first().click();
  await expect(page.getByRole("dialog", { name: "two.png" })).toContainText("1 of 2");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("dialog", { name: "one.png" })).toBeVisible();
});

story("on a phone the way from a file to its message leads out of the details", async ({ enter }) => {
  const ana = await enter("Ana");
  const ben = await enter("Ben", { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  const threadId = await directThread(ana.viewer, ben.viewer);
  const { id } = await bring(ana.viewer, threadId, "noodles", "menu.txt");
  await sayWith(ana.viewer, threadId, [id]);
  const { page } = ben;
  await page.goto(`/t/${threadId}`);
  await whenConnected(page);
  await page.getByRole("button", { name: "Details" }).tap();
  await page.getByRole("tab", { name: "Files" }).tap();
  await page
    .getByRole("tabpanel")
    .getByRole("link", { name: /^menu\.txt/ })
    .tap();
  await expect(page.getByRole("complementary", { name: "Details" })).toHaveCount(0);
  await expect(log(page).getByRole("article")).toBeInViewport();
});
