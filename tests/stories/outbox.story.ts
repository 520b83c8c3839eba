import type { Page } from "@playwright/test";
import { ARRIVED, composer, directThread, expect, leftBehind, log, story, whenConnected, write } from "./cast";

const bodiesIn = (page: Page) => log(page).getByRole("article").allTextContents();

story(
  "what is written without a network is sent when it is back, once and in order, also by a page that was closed",
  async ({ enter }) => {
    const [ana, ben] = [await enter("Ana"), await enter("Ben")];
    const path = `/t/${await directThread(ana.viewer, ben.viewer)}`;
    await ana.page.goto(path);
    await ben.page.goto(path);
    await whenConnected(ana.page);
    await whenConnected(ben.page);

    await ana.context.setOffline(true);

    await expect(ana.page.getByRole("status", { name: "Connection" })).toContainText("Offline. Trying again in");
    for (const number of [1, 2, 3, 4, 5]) await write(ana.page, `number ${number}`);
    const drafts = log(ana.page).getByRole("article", { name: /number \d/ });
    await expect(drafts).toHaveCount(5);
    await expect(drafts.last()).toContainText("Waiting");
    await ana.page.close();

    await ana.context.setOffline(false);
    const page = await ana.context.newPage();
    await page.goto(path);
    await expect(log(page).getByRole("article", { name: /number \d/ })).toHaveCount(5);
    for (const article of await log(page).getByRole("article").all()) await expect(article).toContainText(ARRIVED);
    await expect(log(ben.page).getByRole("article", { name: /number 5/ })).toBeVisible();
    expect((await bodiesIn(ben.page)).map((text) => /number \d/.exec(text)?.[0])).toEqual(
      [1, 2, 3, 4, 5].map((number) => `number ${number}`),
    );
  },
);

story("two tabs and a double Enter make one message each, in both", async ({ enter }) => {
  const [ana, ben] = [await enter("Ana"), await enter("Ben")];
  const path = `/t/${await directThread(ana.viewer, ben.viewer)}`;
  const [one, other] = [ana.page, await ana.context.newPage()];
  for (const page of [one, other]) {
    await page.goto(path);
    await whenConnected(page);
  }

  await composer(one).fill("from the first tab");
  await composer(one).press("Enter");
  await composer(one).press("Enter");
  await composer(other).fill("from the second tab");
  await composer(other).press("Enter");
  await composer(other).press("Enter");
  for (const page of [one, other]) {
    await expect(log(page).getByRole("article", { name: /first tab/ })).toContainText(ARRIVED);
    await expect(log(page).getByRole("article", { name: /second tab/ })).toContainText(ARRIVED);
    await expect(log(page).getByRole("article")).toHaveCount(2);
  }
});

story("half-written text stays in its thread, over a reload, and is told in the list", async ({ enter }) => {
  const [ana, ben, cleo] = [await enter("Ana"), await enter("Ben"), await enter("Cleo")];
  const [bens, cleos] = [await directThread(ana.viewer, ben.viewer), await directThread(ana.viewer, cleo.viewer)];
  for (const [page, id] of [
    [ben.page, bens],
    [cleo.page, cleos],
  ] as const) {
    await page.goto(`/t/${id}`);
    await write(page, "Hello");
    await expect(log(page).getByRole("article")).toContainText(ARRIVED);
  }

  await ana.page.goto(`/t/${bens}`);
  await composer(ana.page).fill("for Ben only");
  await ana.page.getByRole("link", { name: /^Cleo/ }).click();
  await expect(ana.page).toHaveURL(new RegExp(cleos));
  await expect(composer(ana.page)).toHaveValue("");
  await expect(ana.page.getByRole("link", { name: /^Ben/ })).toContainText("Draft: for Ben only");

  await ana.page.goto(`/t/${bens}`);
  await expect(composer(ana.page)).toHaveValue("for Ben only");
});

story("signing out asks before it takes away what was not sent, and leaves nothing behind", async ({ enter }) => {
  const [ana, ben] = [await enter("Ana"), await enter("Ben")];
  await ana.page.goto(`/t/${await directThread(ana.viewer, ben.viewer)}`);
  await whenConnected(ana.page);
  await composer(ana.page).fill("a secret half-written");
  await ana.context.setOffline(true);
  await write(ana.page, "a secret draft");
  await composer(ana.page).fill("a secret half-written");
  await ana.page.getByRole("button", { name: "Sign out" }).click();
  const dialog = ana.page.getByRole("dialog", { name: "Sign out?" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(composer(ana.page)).toHaveValue("a secret half-written");

  // Only the server can end a session: without it the person stays, with all that was written.
  await ana.page.getByRole("button", { name: "Sign out" }).click();
  await dialog.getByRole("button", { name: "Sign out" }).click();
  await expect(dialog.getByRole("alert")).toContainText("cannot be reached");
  expect(await leftBehind(ana.page)).toContain("a secret draft");

  await ana.context.route(/\/t\//, (route) => {
    const isSend = route.request().postData()?.includes("a secret draft");
    return isSend ? route.abort() : route.continue();
  });
  await ana.context.setOffline(false);
  await dialog.getByRole("button", { name: "Sign out" }).click();
  await expect(ana.page).toHaveURL(/\/sign-in/);
  expect(await leftBehind(ana.page)).not.toContain("secret");
});
