import { person, say } from "@/tests/stage/cast";
import { composer, expect, log, story, whenConnected } from "./cast";
import { message, noteHighlights, openLong, rows, scrollUpTo, topOf } from "./long-log";

story(
  "an address of a message opens it, shows which it is, and a jump from there can be taken back",
  async ({ enter }) => {
    const ana = await enter("Ana");
    const ben = await person("Ben");
    const threadId = await openLong(ana, ben, 500);
    await say(ben, threadId, `see /t/${threadId}/m/40`);
    const highlighted = await noteHighlights(ana.page);
    await ana.page.goto(`/t/${threadId}/m/100`);
    await expect(message(ana.page, 100)).toBeInViewport();
    await expect(message(ana.page, 100)).toBeFocused();
    await expect.poll(highlighted).toEqual(["m-100"]);
    await expect(message(ana.page, 100)).not.toHaveAttribute("data-highlighted");
    await expect(message(ana.page, 500)).toHaveCount(0);

    await whenConnected(ana.page);
    await ana.page.getByRole("button", { name: /^Jump to newest/ }).click();
    await expect(message(ana.page, 501)).toBeInViewport();
    expect(await rows(ana.page)).toBeLessThan(120);
    await scrollUpTo(ana.page, 480);

    // As a quotation or an address in a message has it.
    await message(ana.page, 480).evaluate((row, href) => {
      const link = Object.assign(document.createElement("a"), { href, textContent: "there" });
      row.append(link);
    }, `/t/${threadId}/m/40`);
    const link = message(ana.page, 480).getByRole("link", { name: "there" });
    await expect(link).toBeInViewport();
    // Pressed where it stands: a click of the test's own may scroll to it first.
    const top = await link.evaluate((element) => {
      const edge = element.closest("[role=log]")?.getBoundingClientRect().top ?? 0;
      const before = (element.closest("article")?.getBoundingClientRect().top ?? 0) - edge;
      element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
      return before;
    });
    await expect(message(ana.page, 40)).toBeInViewport();
    await expect(message(ana.page, 40)).toBeFocused();
    await expect(ana.page).toHaveURL(`/t/${threadId}/m/40`);

    await ana.page.goBack();
    await expect(message(ana.page, 480)).toBeInViewport();
    await expect.poll(async () => Math.abs((await topOf(ana.page, 480)) - top)).toBeLessThan(2);
    await ana.page.goForward();
    await expect(message(ana.page, 40)).toBeInViewport();
  },
);

story("a message that is not there, or not for the viewer, is not found", async ({ enter }) => {
  const [ana, eve] = [await enter("Ana"), await enter("Eve")];
  const threadId = await openLong(ana, await person("Ben"), 60);
  const [missing, foreign] = [await ana.page.goto(`/t/${threadId}/m/61`), await eve.page.goto(`/t/${threadId}/m/5`)];
  expect([missing?.status(), foreign?.status()]).toEqual([404, 404]);
  for (const { page } of [ana, eve]) await expect(page.getByText("This message is not here")).toBeVisible();
  expect(await eve.page.content()).not.toContain("line number");
  expect((await ana.page.goto(`/t/${threadId}/m/5`))?.status()).toBe(200);
});

story("a page that cannot be loaded says so, and can be asked for again", async ({ enter }) => {
  const ana = await enter("Ana");
  await openLong(ana, await person("Ben"), 200);
  await composer(ana.page).fill("half-written");
  await ana.page.route(/\/t\//, (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await scrollUpTo(ana.page, 152);
  await expect(log(ana.page).getByRole("alert")).toContainText("Older messages could not be loaded.");
  await expect(composer(ana.page)).toHaveValue("half-written");
  await ana.page.unroute(/\/t\//);
  await log(ana.page).getByRole("button", { name: "Try again" }).click();
  await expect(message(ana.page, 110)).toBeAttached();
  await expect(log(ana.page).getByRole("alert")).toHaveCount(0);
});

story("what could not be loaded while offline comes with the connection", async ({ enter }) => {
  const ana = await enter("Ana");
  await openLong(ana, await person("Ben"), 200);
  await ana.context.setOffline(true);
  await scrollUpTo(ana.page, 152);
  await expect(log(ana.page).getByRole("alert")).toContainText("Older messages could not be loaded.");
  await expect(ana.page.getByRole("status", { name: "Connection" })).not.toContainText("Connected");
  await ana.context.setOffline(false);
  await whenConnected(ana.page);
  await expect(message(ana.page, 110)).toBeAttached();
  await expect(log(ana.page).getByRole("alert")).toHaveCount(0);
});

story("without scripts the newest page, and that of a message, can be read", async ({ enter, visit }) => {
  const ana = await enter("Ana");
  const threadId = await openLong(ana, await person("Ben"), 300);
  const page = await visit({ javaScriptEnabled: false });
  await page.context().addCookies(await ana.context.cookies());
  await page.goto(`/t/${threadId}`);
  await expect(message(page, 300)).toBeInViewport();
  await page.goto(`/t/${threadId}/m/100`);
  await expect(message(page, 100)).toBeAttached();
  expect(await rows(page)).toBe(49);
});
