import { groupOf, say } from "@/tests/stage/cast";
import { aPicture, hostilePictures } from "@/tests/stage/pictures";
import { expectAccessible } from "./axe";
import { directThread, expect, log, story, whenConnected } from "./cast";

story(
  "somebody gives themselves a face, which others see at once and strangers never",
  async ({ enter, visit, origin }) => {
    const [ana, ben] = [await enter("Ana"), await enter("Ben")];
    const threadId = await directThread(ana.viewer, ben.viewer);
    await say(ben.viewer, threadId, "Noodles?");
    await ana.page.goto(`/t/${threadId}`);
    await whenConnected(ana.page);

    await ben.page.goto("/settings");
    await expect(ben.page.getByRole("button", { name: "Change picture" })).toBeVisible();
    const give = (name: string, buffer: Buffer) =>
      ben.page.getByLabel("Picture", { exact: true }).setInputFiles({ name, mimeType: "image/png", buffer });
    const hostile = await hostilePictures();
    await give("me.png", hostile["an SVG"]!);
    await expect(ben.page.getByRole("alert").filter({ hasText: "PNG, JPEG" })).toBeVisible();
    await give("me.png", Buffer.alloc(10 * 1024 * 1024 + 1));
    await expect(ben.page.getByRole("alert").filter({ hasText: "10 MB" })).toBeVisible();
    await give("me.png", await aPicture("png", { width: 4000, height: 3000 }));
    const face = ana.page.locator("header img");
    await expect(face).toBeVisible();
    await expectAccessible(ben.page);

    const source = (await face.getAttribute("src")) ?? "";
    const served = await ana.context.request.get(source);
    expect(served.headers()).toMatchObject({
      "content-type": "image/webp",
      "cache-control": "private, max-age=31536000, immutable",
      "x-content-type-options": "nosniff",
    });
    const stranger = await visit();
    expect((await stranger.context().request.get(source)).status()).toBe(404);
    const put = await stranger.context().request.put(`/api/pictures?viewerId=${ana.viewer.id}`, {
      data: await aPicture(),
      headers: { Origin: origin },
    });
    expect([put.status(), (await put.json()).code]).toEqual([401, "signed-out"]);

    await ben.page.getByRole("button", { name: "Remove picture" }).click();
    await expect(face).toHaveCount(0);
  },
);

story("the owner of a group gives it a face", async ({ enter }) => {
  const [ana, ben, cleo] = [await enter("Ana"), await enter("Ben"), await enter("Cleo")];
  const threadId = await groupOf(ana.viewer, ben.viewer, cleo.viewer);
  for (const { page } of [ana, ben]) {
    await page.goto(`/t/${threadId}`);
    await whenConnected(page);
    await page.getByRole("button", { name: "Details" }).click();
  }
  await expect(ben.page.getByRole("button", { name: "Change picture" })).toHaveCount(0);
  const buffer = await aPicture("jpeg");
  await ana.page
    .getByLabel("Picture", { exact: true })
    .setInputFiles({ name: "us.jpg", mimeType: "image/jpeg", buffer });
  await expect(log(ben.page).getByText("Ana changed the picture")).toBeVisible();
  await expect(ben.page.getByRole("link", { name: /^Noodle club/ }).locator("img")).toBeVisible();
});
