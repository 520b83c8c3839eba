import { say } from "@/tests/stage/cast";
import { composer, directThread, expect, log, restingBox, story, turn, whenConnected, write } from "./cast";

story(
  "who types is shown to the other, moves nothing, and is gone with the message or after a pause",
  async ({ enter }) => {
    const [ana, ben] = [await enter("Ana"), await enter("Ben")];
    const threadId = await directThread(ana.viewer, ben.viewer);
    await say(ana.viewer, threadId, "Noodles?");
    await ben.page.clock.install();
    for (const { page } of [ana, ben]) {
      await page.goto(`/t/${threadId}`);
      await whenConnected(page);
    }
    const line = ana.page.getByRole("status", { name: "Typing" });
    const message = log(ana.page).getByRole("article", { name: /Noodles/ });
    const before = await restingBox(message);

    await composer(ben.page).pressSequentially("At se");
    await expect(line).toHaveText("Ben is typing");
    expect(await restingBox(message)).toEqual(before);
    await expect(ben.page.getByRole("status", { name: "Typing" })).toHaveText("");
    await ben.page.clock.fastForward(5_000);
    await expect(line).toHaveText("");

    await composer(ben.page).pressSequentially("ven");
    await expect(line).toHaveText("Ben is typing");
    await composer(ben.page).press("Enter");
    await expect(log(ana.page).getByRole("article", { name: /At seven/ })).toBeVisible();
    await expect(line).toHaveText("");
    await composer(ben.page).fill("x");
    await expect(line).toHaveText("Ben is typing");
    await composer(ben.page).fill("");
    await expect(line).toHaveText("");
  },
);

story(
  "whether somebody is there is shown beside their face and in words, and away after five minutes",
  async ({ enter }) => {
    const [ana, ben] = [await enter("Ana"), await enter("Ben")];
    const threadId = await directThread(ana.viewer, ben.viewer);
    await say(ana.viewer, threadId, "Noodles?");
    await ben.page.clock.install();
    await ben.page.goto("/t");
    await whenConnected(ben.page);
    await ana.page.goto(`/t/${threadId}`);
    await whenConnected(ana.page);
    await expect(ana.page.getByText("Online", { exact: true })).toBeVisible();
    await expect(ana.page.getByRole("navigation").locator("[data-presence=online]")).toHaveCount(1);

    await ben.page.clock.fastForward(5 * 60_000);
    await expect(ana.page.getByText("Away", { exact: true })).toBeVisible();
    await expect(ana.page.getByRole("navigation").locator("[data-presence=away]")).toHaveCount(1);
    await ben.page.keyboard.press("Tab");
    await expect(ana.page.getByText("Online", { exact: true })).toBeVisible();
  },
);

story("whoever does not tell that they type, or are there, is not told either", async ({ enter }) => {
  const [ana, ben] = [await enter("Ana"), await enter("Ben")];
  const threadId = await directThread(ana.viewer, ben.viewer);
  await say(ana.viewer, threadId, "Noodles?");
  for (const { page } of [ana, ben]) {
    await page.goto(`/t/${threadId}`);
    await whenConnected(page);
    await expect(page.getByText("Online", { exact: true })).toBeVisible();
  }
  const settings = await ben.context.newPage();
  await settings.goto("/settings");
  for (const name of ["Typing indicators", "Online status"]) {
    await turn(settings.getByRole("switch", { name }), false);
  }
  for (const { page } of [ana, ben]) await expect(page.getByText("Online", { exact: true })).toHaveCount(0);

  await composer(ana.page).pressSequentially("Are you");
  await composer(ben.page).pressSequentially("Ye");
  await write(ana.page, "Are you there?");
  await expect(log(ben.page).getByRole("article", { name: /there/ })).toBeVisible();
  for (const { page } of [ana, ben]) await expect(page.getByRole("status", { name: "Typing" })).toHaveText("");
});
