import type { Page } from "@playwright/test";
import { eq, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { sessions } from "@/db/schema";
import type { Viewer } from "@/lib/sessions";
import { openThread } from "@/lib/threads";
import { groupOf } from "@/tests/stage/cast";
import { ARRIVED, composer, expect, log, signIn, story, whenConnected, write } from "./cast";

/** Everywhere, as when the account was disabled for a while: nobody announces it, and the tab cannot hear it. */
async function endSessionsOf({ id }: Viewer): Promise<void> {
  await database().update(sessions).set({ revokedAt: sql`now()` }).where(eq(sessions.userId, id));
}

/** Lets a tab find out in one way only, so that it is seen to be enough. */
const WAYS: [way: string, block: (page: Page) => Promise<unknown>][] = [
  [
    "its socket is refused",
    (page) => page.route(/\/t\//, (route) => (route.request().method() === "POST" ? route.abort() : route.continue())),
  ],
  ["its message is refused", (page) => page.route(/\/api\/auth\/session/, (route) => route.abort())],
];

for (const [way, block] of WAYS) {
  story(`a tab whose session ended meanwhile leaves when ${way}, and keeps what was written`, async ({ enter }) => {
    const [ana, ben, cleo] = [await enter("Ana"), await enter("Ben"), await enter("Cleo")];
    const threadId = await groupOf(ana.viewer, ben.viewer, cleo.viewer);
    const { page, context } = ana;
    await page.goto(`/t/${threadId}`);
    await whenConnected(page);
    await context.setOffline(true);
    await write(page, "for later");
    await composer(page).fill("half-written");
    await expect(log(page).getByRole("article", { name: /for later/ })).toContainText("Waiting");

    await endSessionsOf(ana.viewer);
    await block(page);
    await context.setOffline(false);
    await expect(page).toHaveURL(/\/sign-in/);
    await page.unrouteAll();

    await signIn(page, cleo.viewer.username);
    await expect(page.getByRole("link", { name: /^Noodle club/ })).not.toContainText("Draft");
    await page.goto(`/t/${threadId}`);
    await whenConnected(page);
    await expect(composer(page)).toHaveValue("");
    await expect(log(page).getByRole("article")).toHaveCount(0);
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL(/\/sign-in/);

    await signIn(page, ana.viewer.username);
    await page.goto(`/t/${threadId}`);
    await expect(composer(page)).toHaveValue("half-written");
    await expect(log(page).getByRole("article", { name: /for later/ })).toContainText(ARRIVED);
    expect(await saidIn(threadId, ben.viewer)).toEqual([["Ana", "for later"]]);
  });
}

story("what is written in a tab after somebody else signed in waits for its author", async ({ enter }) => {
  const [ana, ben, cleo] = [await enter("Ana"), await enter("Ben"), await enter("Cleo")];
  const threadId = await groupOf(ana.viewer, ben.viewer, cleo.viewer);
  const [page, nextTab] = [ana.page, await ana.context.newPage()];
  await page.goto(`/t/${threadId}`);
  await whenConnected(page);
  await ana.context.clearCookies();
  await signIn(nextTab, cleo.viewer.username);

  const hersNow = page.waitForEvent("load");
  await write(page, "from Ana");
  await hersNow;
  await whenConnected(page);
  await write(page, "from Cleo");
  await expect(log(page).getByRole("article", { name: /from Cleo/ })).toContainText(ARRIVED);
  await expect(log(page).getByRole("article")).toHaveCount(1);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);

  await signIn(page, ana.viewer.username);
  await page.goto(`/t/${threadId}`);
  await expect(log(page).getByRole("article", { name: /from Ana/ })).toContainText(ARRIVED);
  expect(await saidIn(threadId, ben.viewer)).toEqual([
    ["Cleo", "from Cleo"],
    ["Ana", "from Ana"],
  ]);
});

/** Who said what, apart from the lines that tell of the group itself. */
async function saidIn(threadId: string, reader: Viewer) {
  const { page } = await openThread(reader, threadId);
  return page.messages.filter(({ event }) => event === null).map(({ author, body }) => [author.name, body]);
}
