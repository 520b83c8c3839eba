import { person, say } from "@/tests/stage/cast";
import { openDatabaseLink } from "@/tests/stage/link";
import { startServer } from "@/tests/stage/server";
import { ARRIVED, composer, directThread, expect, log, signIn, story, whenConnected, write } from "./cast";

story(
  "while the database is away a tab goes on with what it has, and a page says so and comes back",
  async ({ visit }) => {
    const link = await openDatabaseLink(process.env.STORY_DATABASE_URL ?? "");
    const server = await startServer({ DATABASE_URL: link.url, DEMO: "1", DATA_DIR: process.env.STORY_DATA ?? "" });
    const [ana, ben, cleo] = [await person("Ana"), await person("Ben"), await person("Cleo")];
    const [bens, cleos] = [await directThread(ana, ben), await directThread(ana, cleo)];
    await say(ben, bens, "Noodles?");
    await say(cleo, cleos, "Cinema?");
    const page = await visit({ baseURL: server.url });
    await signIn(page, ana.username);
    await page.goto(`/t/${bens}`);
    await whenConnected(page);
    const unscripted = await visit({
      baseURL: server.url,
      javaScriptEnabled: false,
      storageState: await page.context().storageState(),
    });

    link.set({ isRefusing: true });
    link.cut();
    await write(page, "on its way");
    const draft = log(page).getByRole("article", { name: /on its way/ });
    await expect(draft).toContainText("Waiting");
    await composer(page).fill("half-written");
    await page.getByRole("link", { name: /^Cleo/ }).click();
    await page.waitForResponse((response) => response.status() === 503);
    await expect(composer(page)).toHaveValue("half-written");
    expect((await unscripted.goto(`/t/${bens}`))?.status()).toBe(503);
    await expect(unscripted.getByRole("heading", { name: "Just a moment" })).toBeVisible();

    link.set();
    await expect(log(page).getByRole("article", { name: /Cinema/ })).toBeVisible();
    await expect(log(unscripted).getByRole("article", { name: /on its way/ })).toBeVisible();
    await page.getByRole("link", { name: /^Ben/ }).click();
    await expect(draft).toContainText(ARRIVED);
    await expect(composer(page)).toHaveValue("half-written");
    await server.stop();
    link.close();
  },
);
