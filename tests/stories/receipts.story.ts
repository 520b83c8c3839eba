import { display, groupOf, person, say } from "@/tests/stage/cast";
import { directThread, expect, log, restingBox, signIn, story, turn, whenConnected, write } from "./cast";

story(
  "a message is sent, delivered when the other's tab has it, and read when it was before their eyes",
  async ({ enter }) => {
    const [ana, ben] = [await enter("Ana"), await enter("Ben")];
    const threadId = await directThread(ana.viewer, ben.viewer);
    await say(ben.viewer, threadId, "Hello");
    await ben.page.goto("about:blank");
    await ana.page.goto(`/t/${threadId}`);
    await whenConnected(ana.page);
    await write(ana.page, "Noodles?");
    const article = log(ana.page).getByRole("article", { name: /Noodles\?/ });
    await expect(article).toContainText("Sent");

    await ben.page.goto("/t");
    await expect(article).toContainText("Delivered");
    const { width: before } = (await restingBox(article.locator("div").first())) ?? {};
    await ben.page.getByRole("link", { name: /^Ana 1 unread/ }).click();
    await expect(article).toContainText("Read");
    expect((await restingBox(article.locator("div").first()))?.width).toBe(before);
    await ana.page.reload();
    await expect(article).toContainText("Read");
  },
);

story("whoever tells nobody how far they have read is not told either", async ({ enter }) => {
  const [ana, ben] = [await enter("Ana"), await enter("Ben")];
  const threadId = await directThread(ana.viewer, ben.viewer);
  await ben.page.goto("/settings");
  await turn(ben.page.getByRole("switch", { name: "Read receipts" }), false);
  for (const { page } of [ana, ben]) {
    await page.goto(`/t/${threadId}`);
    await whenConnected(page);
  }
  await write(ana.page, "Noodles?");
  await write(ben.page, "At seven");
  await expect(log(ana.page).getByRole("article", { name: /At seven/ })).toBeVisible();
  await write(ana.page, "Good");
  await expect(log(ben.page).getByRole("article", { name: /Good/ })).toBeVisible();
  for (const { page } of [ana, ben]) {
    await expect(page.getByRole("link", { name: /unread/ })).toHaveCount(0);
    await page.reload();
    await expect(log(page).getByText(/^(Delivered|Read)$/)).toHaveCount(0);
    await expect(log(page).getByText("Sent").first()).toBeAttached();
  }
});

story(
  "in a group those who have read stand beside the message, nothing moves for it, and a list tells when",
  async ({ enter, visit }) => {
    const [ana, ben, cleo] = [await enter("Ana"), await enter("Ben"), await enter("Cleo")];
    const threadId = await groupOf(ana.viewer, ben.viewer, cleo.viewer);
    await ana.page.goto(`/t/${threadId}`);
    await whenConnected(ana.page);
    await write(ana.page, "Noodles?");
    const article = log(ana.page).getByRole("article", { name: /Noodles\?/ });
    await expect(article).toContainText("Sent");
    const before = await restingBox(article);

    const phone = await visit({ viewport: { width: 390, height: 844 } });
    await signIn(phone, cleo.viewer.username);
    for (const page of [ben.page, phone]) await page.goto(`/t/${threadId}`);
    const faces = article
      .getByRole("button", { name: "Read by Ben and Cleo" })
      .or(article.getByRole("button", { name: "Read by Cleo and Ben" }));
    await expect(faces).toBeVisible();
    expect(await restingBox(article)).toEqual(before);

    await faces.click();
    const list = ana.page.getByRole("dialog", { name: "Read by" });
    await expect(list.getByRole("listitem")).toHaveCount(2);
    await expect(list).toContainText(/Ben\d\d:\d\d/);
    await ana.page.keyboard.press("Escape");
    await expect(list).toBeHidden();
    await expect(article).toContainText("Sent");
  },
);

story("many faces leave no phone's window, and what a mouse calls up does not cover them", async ({ enter }) => {
  const narrow = { viewport: { width: 320, height: 600 }, hasTouch: true, isMobile: true };
  const [ana, ben] = [await enter("Ana", narrow), await enter("Ben")];
  const others = await Promise.all(Array.from({ length: 12 }, () => person("Cleo")));
  const threadId = await groupOf(ana.viewer, ben.viewer, ...(others as [(typeof others)[number]]));
  const { seq } = await say(ana.viewer, threadId, "Noodles? There is enough for everybody who comes.");
  for (const viewer of others) await display(viewer, threadId, seq);
  for (const { page } of [ana, ben]) {
    await page.goto(`/t/${threadId}`);
    await whenConnected(page);
    const article = log(page).getByRole("article", { name: /Noodles\?/ });
    if (page === ben.page) await article.hover();
    if (page === ben.page) await article.getByRole("button", { name: "More", exact: true }).waitFor();
    const faces = article.getByRole("button", { name: /^Read by/ });
    await expect(faces).toBeInViewport({ ratio: 1 });
    await faces.click();
    await expect(page.getByRole("dialog", { name: "Read by" })).toBeInViewport({ ratio: 1 });
  }
});
