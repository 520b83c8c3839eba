import type { Page } from "@playwright/test";
import { person, say } from "@/tests/stage/cast";
import { ARRIVED, composer, directThread, expect, log, signIn, story, tryNow, whenConnected, write } from "./cast";
import { ownServer } from "./own-server";

story(
  "when the server comes back the tab does too, with what was missed and what was written meanwhile",
  async ({ visit }) => {
    const first = await ownServer();
    const [ana, ben] = [await person("Ana"), await person("Ben")];
    const threadId = await directThread(ana, ben);
    const page = await visit({ baseURL: first.url });
    await signIn(page, ana.username);
    await page.goto(`/t/${threadId}`);
    await whenConnected(page);
    await composer(page).pressSequentially("half-writ");

    first.kill();
    const status = page.getByRole("status", { name: "Connection" });
    await expect(status).toContainText(/Offline\. Trying again in \d+ s/);
    await composer(page).pressSequentially("ten");
    await composer(page).press("Enter");
    const article = log(page).getByRole("article", { name: /half-written/ });
    await expect(article).toContainText("Waiting");
    const missed = await say(ben, threadId, "you missed this");

    const second = await first.startAgain();
    await tryNow(page);
    await expect(log(page).getByRole("article", { name: /you missed this/ })).toHaveAttribute("id", `m-${missed.seq}`);
    await expect(article).toContainText(ARRIVED);
    await expect(log(page).getByRole("article")).toHaveCount(2);
    await second.stop();
  },
);

/** Seconds before each try when nothing is left to chance. */
const WAITS = [1, 2, 4, 8, 16, 30, 30, 30, 30, 30];

/** Kills the server of a page whose clock only goes when it is told to, and lets it try ten times in vain. */
async function giveUp(page: Page, server: { kill: () => void }): Promise<void> {
  const status = page.getByRole("status", { name: "Connection" });
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1000);
  server.kill();
  for (const seconds of WAITS) {
    await expect(status).toHaveText(`Offline. Trying again in ${seconds} s`);
    await expect(page.getByRole("button", { name: "Try now" })).toBeVisible();
    await page.clock.runFor((seconds - 1) * 1000);
    await expect(status).toHaveText("Offline. Trying again in 1 s");
    await page.clock.runFor(1000);
  }
  await expect(status).toHaveText("Disconnected");
  await expect(page.getByRole("button", { name: "Reconnect" })).toBeVisible();
  await page.clock.resume();
}

for (const [what, start] of [
  ["Reconnect", (page: Page) => page.getByRole("button", { name: "Reconnect" }).click()],
  ["the next message", (page: Page) => write(page, "anybody?")],
] as const) {
  story(`after ten tries the tab gives up and says so, until ${what} starts again`, async ({ visit }) => {
    const first = await ownServer();
    const [ana, ben] = [await person("Ana"), await person("Ben")];
    const threadId = await directThread(ana, ben);
    const page = await visit({ baseURL: first.url });
    await page.clock.install();
    await page.addInitScript(() => {
      Math.random = () => 0;
    });
    await signIn(page, ana.username);
    await page.goto(`/t/${threadId}`);
    await whenConnected(page);
    await giveUp(page, first);

    const second = await first.startAgain();
    const { seq } = await say(ben, threadId, "you missed this");
    await page.clock.fastForward(60_000);
    await expect(page.getByRole("status", { name: "Connection" })).toHaveText("Disconnected");
    await start(page);
    await whenConnected(page);
    await expect(log(page).getByRole("article", { name: /you missed this/ })).toHaveAttribute("id", `m-${seq}`);
    await write(page, "here again");
    await expect(log(page).getByRole("article", { name: /here again/ })).toContainText(ARRIVED);
    await second.stop();
  });
}

story(
  "a conversation that is opened without a network opens when there is one, and nothing is lost meanwhile",
  async ({ enter }) => {
    const { page, context, viewer } = await enter("Ana");
    const [ben, cleo] = [await person("Ben"), await person("Cleo")];
    const [bens, cleos] = [await directThread(viewer, ben), await directThread(viewer, cleo)];
    await say(ben, bens, "Noodles?");
    await say(cleo, cleos, "Cinema?");
    await page.goto(`/t/${bens}`);
    await whenConnected(page);
    await composer(page).fill("half-written");

    await context.setOffline(true);
    const failed = page.waitForEvent("requestfailed");
    await page.getByRole("link", { name: /^Cleo/ }).click();
    await failed;
    await expect(log(page)).toContainText("Noodles?");
    await expect(composer(page)).toHaveValue("half-written");

    await context.setOffline(false);
    await expect(log(page)).toContainText("Cinema?");
    await page.getByRole("link", { name: /^Ben/ }).click();
    await expect(composer(page)).toHaveValue("half-written");
  },
);

story("who is removed from a group sees it at once, and nothing more", async ({ enter }) => {
  const [ana, ben, cleo] = [await enter("Ana"), await enter("Ben"), await enter("Cleo")];
  await ana.page.getByRole("button", { name: "New conversation" }).click();
  const dialog = ana.page.getByRole("dialog", { name: "New conversation" });
  for (const { viewer } of [ben, cleo]) {
    await dialog.getByRole("combobox", { name: "People" }).fill(viewer.username);
    await ana.page.getByRole("option", { name: viewer.username }).click();
  }
  await dialog.getByRole("textbox", { name: "Name" }).fill("Noodle club");
  await dialog.getByRole("button", { name: "Start" }).click();
  await ana.page.waitForURL(/\/t\/[0-9a-f-]{36}$/);

  for (const { page } of [ben, cleo]) {
    await page.getByRole("link", { name: /^Noodle club/ }).click();
    await whenConnected(page);
  }
  await write(ana.page, "before");
  await expect(log(ben.page)).toContainText("before");

  await ana.page.getByRole("button", { name: "Details" }).click();
  await ana.page.getByRole("button", { name: "Options for Ben" }).click();
  await ana.page.getByRole("menuitem", { name: "Remove from group" }).click();
  await expect(ben.page.getByText("You are no longer in this conversation.")).toBeVisible();
  await expect(ben.page.getByRole("link", { name: /^Noodle club/ })).toHaveCount(0);
  await expect(log(cleo.page)).toContainText("Ana removed Ben");

  await write(ana.page, "after");
  await expect(log(cleo.page)).toContainText("after");
  await expect(log(ben.page)).not.toContainText("after");
  await expect(log(ben.page)).not.toContainText("Ana removed");
});
