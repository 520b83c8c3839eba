import { person, say } from "@/tests/stage/cast";
import { freePort } from "@/tests/stage/port";
import { startServer } from "@/tests/stage/server";
import { composer, directThread, expect, log, signIn, story, whenConnected, write } from "./cast";

story(
  "when the server comes back the tab does too, with what was missed and what was written meanwhile",
  async ({ visit }) => {
    const variables = {
      DATABASE_URL: process.env.STORY_DATABASE_URL ?? "",
      DEMO: "1",
      DATA_DIR: process.env.STORY_DATA ?? "",
    };
    const port = String(await freePort());
    const first = await startServer({ ...variables, PORT: port });
    const [ana, ben] = [await person("Ana"), await person("Ben")];
    const threadId = await directThread(ana, ben);
    const page = await visit({ baseURL: first.url });
    await signIn(page, ana.username);
    await page.goto(`/t/${threadId}`);
    await whenConnected(page);
    await composer(page).pressSequentially("half-writ");

    first.process.kill("SIGKILL");
    const status = page.getByRole("status", { name: "Connection" });
    await expect(status).toContainText(/Offline\. Trying again in \d+ s/);
    await composer(page).pressSequentially("ten");
    await composer(page).press("Enter");
    const article = log(page).getByRole("article", { name: /half-written/ });
    await expect(article).toContainText("Waiting");
    const missed = await say(ben, threadId, "you missed this");

    const second = await startServer({ ...variables, PORT: port });
    await page.getByRole("button", { name: "Try now" }).first().click();
    await whenConnected(page);
    await expect(log(page).getByRole("article", { name: /you missed this/ })).toHaveAttribute("id", `m-${missed.seq}`);
    await expect(article).toContainText("Sent");
    await expect(log(page).getByRole("article")).toHaveCount(2);
    await second.stop();
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
  await ana.page.getByRole("button", { name: "Remove Ben" }).click();
  await expect(ben.page.getByText("You are no longer in this conversation.")).toBeVisible();
  await expect(ben.page.getByRole("link", { name: /^Noodle club/ })).toHaveCount(0);
  await expect(log(cleo.page)).toContainText("Ana removed Ben");

  await write(ana.page, "after");
  await expect(log(cleo.page)).toContainText("after");
  await expect(log(ben.page)).not.toContainText("after");
  await expect(log(ben.page)).not.toContainText("Ana removed");
});
