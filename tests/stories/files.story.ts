import { removeParticipant } from "@/lib/membership";
import { groupOf } from "@/tests/stage/cast";
import { aPhoto, attached, give, pick, sendButton, text } from "./attaching";
import { expectAccessible } from "./axe";
import { ARRIVED, directThread, expect, log, story, whenConnected, write } from "./cast";

story("somebody picks an image and a file, and the other one sees and gets them", async ({ enter }) => {
  const [ana, ben] = [await enter("Ana"), await enter("Ben")];
  const threadId = await directThread(ana.viewer, ben.viewer);
  for (const { page } of [ana, ben]) {
    await page.goto(`/t/${threadId}`);
    await whenConnected(page);
  }
  const photo = await aPhoto("photo.png");
  await pick(ana.page, photo, text("menu.txt"));
  await expect(attached(ana.page).getByRole("listitem")).toHaveCount(2);
  await expect(attached(ana.page).getByRole("progressbar")).toHaveCount(0);
  await expectAccessible(ana.page);
  await sendButton(ana.page).click();
  await expect(attached(ana.page)).toHaveCount(0);
  const own = log(ana.page).getByRole("article", { name: /photo\.png, menu\.txt/ });
  await expect(own).toContainText(ARRIVED);

  const article = log(ben.page).getByRole("article", { name: /^Ana, \d\d:\d\d: photo\.png, menu\.txt/ });
  const image = article.getByRole("img", { name: "photo.png" });
  await expect(image).toBeVisible();
  await expect.poll(() => image.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(640);
  expect(await image.evaluate(({ clientWidth, clientHeight }) => clientWidth / clientHeight)).toBeCloseTo(1.5, 1);
  const download = ben.page.waitForEvent("download");
  await article.getByRole("link", { name: /menu\.txt/ }).click();
  expect((await download).suggestedFilename()).toBe("menu.txt");
  await expectAccessible(ben.page);

  await own.hover();
  await own.getByRole("button", { name: "More" }).click();
  const address = (await image.getAttribute("src")) ?? "";
  await ana.page.getByRole("menuitem", { name: "Delete for everyone" }).click();
  await ana.page
    .getByRole("dialog")
    .getByRole("button", { name: /^Delete/ })
    .click();
  await expect(log(ben.page).getByRole("img", { name: "photo.png" })).toHaveCount(0);
  expect((await ben.context.request.get(address)).status()).toBe(404);
});

story("what is pasted and what is dropped anywhere is attached, and can be removed", async ({ enter }) => {
  const [ana, ben] = [await enter("Ana"), await enter("Ben")];
  await ana.page.goto(`/t/${await directThread(ana.viewer, ben.viewer)}`);
  await whenConnected(ana.page);
  await give(ana.page, "paste", text("pasted.txt"));
  await expect(attached(ana.page)).toContainText("pasted.txt");
  await give(ana.page, "drop", text("dropped.txt"));
  await expect(attached(ana.page)).toContainText("dropped.txt");
  await ana.page.getByRole("button", { name: "Remove pasted.txt" }).click();
  await expect(attached(ana.page).getByRole("listitem")).toHaveCount(1);
  await write(ana.page, "Look");
  await expect(log(ana.page).getByRole("article", { name: /Look/ })).toContainText("dropped.txt");
});

story("what is too large or too much is told before anything is sent", async ({ enter }) => {
  const [ana, ben] = [await enter("Ana"), await enter("Ben")];
  await ana.page.goto(`/t/${await directThread(ana.viewer, ben.viewer)}`);
  await whenConnected(ana.page);
  const puts: string[] = [];
  ana.page.on("request", (request) => request.method() === "PUT" && puts.push(request.url()));
  await pick(ana.page, text("large.bin", "x".repeat(25 * 1024 * 1024 + 1)), text("empty.txt", ""));
  await expect(ana.page.getByRole("alert").filter({ hasText: "“large.bin” is larger than 25 MB." })).toBeVisible();
  await expect(ana.page.getByRole("alert").filter({ hasText: "“empty.txt” is empty" })).toBeVisible();
  await pick(ana.page, ...Array.from({ length: 11 }, (_, number) => text(`${number}.txt`)));
  await expect(ana.page.getByRole("alert").filter({ hasText: "A message holds 10 files" })).toBeVisible();
  await expect(attached(ana.page).getByRole("listitem")).toHaveCount(10);
  await expect(attached(ana.page).getByRole("progressbar")).toHaveCount(0);
  expect(puts.filter((url) => /large\.bin|empty\.txt/.test(url))).toEqual([]);
  expect(puts.filter((url) => /\d\.txt/.test(url))).not.toEqual([]);
});

story(
  "a message waits for its files through an offline time and a reload, and shows how far they are",
  async ({ enter }) => {
    const [ana, ben] = [await enter("Ana"), await enter("Ben")];
    await ana.page.goto(`/t/${await directThread(ana.viewer, ben.viewer)}`);
    await whenConnected(ana.page);
    await ana.page.route(/\/api\/files/, (route) => route.abort());
    await pick(ana.page, text("menu.txt"), text("wine.txt"));
    await expect(attached(ana.page).getByRole("progressbar", { name: "Sending menu.txt" })).toBeVisible();
    await expect(attached(ana.page)).toContainText("waiting");
    await ana.page.getByRole("button", { name: "Remove wine.txt" }).click();

    await ana.page.reload();
    await whenConnected(ana.page);
    await expect(attached(ana.page).getByRole("listitem")).toHaveCount(1);
    await write(ana.page, "Look");
    const draft = log(ana.page).getByRole("article", { name: /Look/ });
    await expect(draft).toContainText("Waiting");
    await ana.page.reload();
    await whenConnected(ana.page);
    await expect(draft).toContainText("Waiting");
    await expect(attached(ana.page)).toHaveCount(0);

    await ana.page.unroute(/\/api\/files/);
    await expect(draft).toContainText(ARRIVED);
    await expect(draft).toContainText("menu.txt");
    await ana.page.reload();
    await whenConnected(ana.page);
    await expect(draft).toHaveCount(1);
    await expect(attached(ana.page)).toHaveCount(0);
  },
);

story("who was removed gets none of the files any more", async ({ enter, visit }) => {
  const [ana, ben, cleo] = [await enter("Ana"), await enter("Ben"), await enter("Cleo")];
  const threadId = await groupOf(ana.viewer, ben.viewer, cleo.viewer);
  for (const { page } of [ana, ben]) {
    await page.goto(`/t/${threadId}`);
    await whenConnected(page);
  }
  await pick(ana.page, text("menu.txt"));
  await write(ana.page, "Look");
  const address =
    (await log(ben.page)
      .getByRole("link", { name: /menu\.txt/ })
      .getAttribute("href")) ?? "";
  const served = await ben.context.request.get(address);
  expect([served.status(), await served.text()]).toEqual([200, "noodles"]);
  await removeParticipant(ana.viewer, { viewerId: ana.viewer.id, threadId, personId: ben.viewer.id });
  expect((await ben.context.request.get(address)).status()).toBe(404);
  expect((await (await visit()).context().request.get(address)).status()).toBe(404);
  expect((await ana.context.request.get(address)).status()).toBe(200);
});
