import type { Page } from "@playwright/test";
import { groupOf, person, say } from "@/tests/stage/cast";
import { bring, sayWith } from "@/tests/stage/files";
import { expectAccessible } from "./axe";
import { directThread, expect, log, signIn, story, whenConnected } from "./cast";

const field = (page: Page) => page.getByRole("searchbox", { name: "Search messages" });
const results = (page: Page) => page.getByRole("list", { name: "Results" }).getByRole("link");

story("a message is found by the name of its file, which the hit shows", async ({ enter }) => {
  const ana = await enter("Ana", { viewport: { width: 390, height: 844 } });
  const ben = await person("Ben");
  const threadId = await directThread(ana.viewer, ben);
  await say(ben, threadId, "The menu comes later.");
  const { id } = await bring(ben, threadId, "noodles", `Menu-2026${"_and_more".repeat(20)}.txt`);
  const said = await sayWith(ben, threadId, [id]);

  await ana.page.goto("/search?q=menu+has:file");
  await expect(results(ana.page)).toHaveCount(1);
  await expect(results(ana.page)).toContainText("Menu-2026_and_more");
  expect(await ana.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await expect(results(ana.page).locator("mark")).toHaveText("Menu");
  await expectAccessible(ana.page);
  await results(ana.page).click();
  await ana.page.waitForURL(`**/t/${threadId}/m/${said.seq}`);
});

story("a search from the palette leads to a page of its own, and a result to its message", async ({ enter }) => {
  const ana = await enter("Ana");
  const ben = await person("Ben");
  const threadId = await directThread(ana.viewer, ben);
  const said = await say(ben, threadId, "Shall we have noodles in the Straße?");
  for (let number = 0; number < 60; number += 1) await say(ben, threadId, `and number ${number}`);
  await ana.page.goto("/t");
  await whenConnected(ana.page);

  await ana.page.keyboard.press("Control+k");
  await ana.page.getByRole("combobox").fill("strasse nood");
  await ana.page.getByRole("option", { name: "Search messages for “strasse nood”" }).click();
  await ana.page.waitForURL(/\/search\?q=strasse\+nood$/);
  await expect(field(ana.page)).toHaveValue("strasse nood");
  await expect(results(ana.page)).toHaveCount(1);
  await expect(results(ana.page).locator("mark")).toHaveText(["nood", "Straße"]);
  await results(ana.page).click();
  await ana.page.waitForURL(`**/t/${threadId}/m/${said.seq}`);
  await expect(log(ana.page).locator(`#m-${said.seq}`)).toBeInViewport();
  await ana.page.goBack();
  await expect(results(ana.page)).toHaveCount(1);
});

story("within a conversation, newest or best first, and then everywhere", async ({ enter }) => {
  const ana = await enter("Ana");
  const [ben, cleo] = [await person("Ben"), await person("Cleo")];
  const threadId = await directThread(ana.viewer, ben);
  const club = await groupOf(ana.viewer, ben, cleo);
  await say(ben, threadId, "noodles noodles noodles");
  await say(ben, threadId, "and there would be noodleshops, of which I have heard, far away");
  await say(cleo, club, "noodles of the club");
  await ana.page.goto(`/t/${threadId}`);
  await ana.page.getByRole("link", { name: "Search this conversation" }).click();
  await expect(field(ana.page)).toBeFocused();
  await field(ana.page).fill("noodle");
  await field(ana.page).press("Enter");
  await expect(results(ana.page)).toHaveCount(2);
  await expect(results(ana.page).first()).toContainText("noodleshops");
  await ana.page.getByRole("link", { name: "Best match" }).click();
  await expect(results(ana.page).first()).toContainText("noodles noodles noodles");
  await ana.page.getByRole("link", { name: "Search everywhere" }).click();
  await expect(results(ana.page)).toHaveCount(3);
});

story("operators are finished while they are typed, by the keyboard and by a click", async ({ enter }) => {
  const ana = await enter("Ana");
  const ben = await person("Ben");
  const threadId = await directThread(ana.viewer, ben);
  await say(ana.viewer, threadId, "noodles of mine");
  await say(ben, threadId, "noodles of Ben, see https://noodles.test");
  await ana.page.goto("/t");
  await whenConnected(ana.page);
  await ana.page.keyboard.press("Control+k");
  await ana.page.getByRole("combobox").fill("search mess");
  await ana.page.getByRole("option", { name: "Search messages", exact: true }).click();
  await field(ana.page).pressSequentially("noodles fr");
  await ana.page.getByRole("option", { name: /^from:/ }).click();
  await field(ana.page).pressSequentially(ben.username.slice(0, 8));
  // The first one is taken, and what was offered before may still stand above it.
  await expect(ana.page.getByRole("option")).toHaveCount(1);
  await expect(ana.page.getByRole("option", { name: new RegExp(ben.username) })).toBeVisible();
  await field(ana.page).press("Tab");
  await expect(field(ana.page)).toHaveValue(`noodles from:${ben.username} `);
  await field(ana.page).pressSequentially("has:");
  await field(ana.page).press("ArrowDown");
  await field(ana.page).press("Enter");
  await expect(field(ana.page)).toHaveValue(`noodles from:${ben.username} has:link `);
  await field(ana.page).press("Enter");
  await expect(results(ana.page)).toHaveCount(1);
  await expect(results(ana.page)).toContainText("noodles of Ben");
});

story("without scripts one searches too, and a visitor comes to the search after signing in", async ({ visit }) => {
  const [ana, ben] = [await person("Ana"), await person("Ben")];
  await say(ben, await directThread(ana, ben), "Shall we have noodles?");
  const page = await visit({ javaScriptEnabled: false });
  await signIn(page, ana.username);
  await page.goto("/search");
  await field(page).fill("noodles");
  await field(page).press("Enter");
  await expect(results(page)).toHaveCount(1);
  const visitor = await visit();
  await visitor.goto("/search?q=noodles");
  await expect(visitor).toHaveURL(/\/sign-in\?next=%2Fsearch%3Fq%3Dnoodles/);
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    story(`the search is accessible: ${colorScheme}, ${viewport.width} px wide`, async ({ enter }) => {
      const ana = await enter("Ana", { colorScheme, viewport, reducedMotion: "reduce" });
      const ben = await person("Ben");
      const club = await groupOf(ana.viewer, ben, await person("Cleo"));
      for (let number = 0; number < 25; number += 1)
        await say(ben, club, `${"long before it ".repeat(number)} noodles ${"and after it ".repeat(number)}`);
      for (const address of [
        "/search",
        "/search?q=noodles",
        "/search?q=xyzzy",
        "/search?q=from:xyzzy",
        `/search?thread=${club}`,
      ]) {
        await ana.page.goto(address);
        await expect(field(ana.page)).toBeVisible();
        await expectAccessible(ana.page);
        const { SCREENSHOTS } = process.env;
        const name = address.replace(/[^a-z]+/g, "-").slice(0, 24);
        if (SCREENSHOTS)
          await ana.page.screenshot({ path: `${SCREENSHOTS}/${name}-${colorScheme}-${viewport.width}.png` });
      }
      // What is typed before the page is alive is not heard.
      await expect(async () => {
        await field(ana.page).fill("");
        await field(ana.page).pressSequentially("be");
        await expect(ana.page.getByRole("option", { name: /^before:/ })).toBeVisible({ timeout: 500 });
      }).toPass();
      await expectAccessible(ana.page);
    });
  }
}
