import { say } from "@/tests/stage/cast";
import { expectAccessible } from "./axe";
import { directThread, expect, log, signIn, story, whenAlive, whenConnected } from "./cast";

story(
  "somebody takes another name, and everybody who has them on screen calls them by it at once",
  async ({ enter }) => {
    const [ana, ben] = [await enter("Ana"), await enter("Ben")];
    const threadId = await directThread(ana.viewer, ben.viewer);
    await say(ben.viewer, threadId, "Noodles?");
    await ana.page.goto(`/t/${threadId}`);
    await whenConnected(ana.page);
    const bensOther = await ben.context.newPage();
    await bensOther.goto("/t");
    await whenConnected(bensOther);

    await ben.page.goto("/settings");
    const name = ben.page.getByRole("textbox", { name: "Name" });
    await name.fill("x".repeat(81));
    await ben.page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(ben.page.getByRole("alert").filter({ hasText: "at most 80 characters" })).toBeVisible();
    await expect(name).toHaveValue("x".repeat(81));
    await name.fill("Benedict");
    await ben.page.getByRole("button", { name: "Save", exact: true }).click();

    await expect(ana.page.getByRole("heading", { name: "Benedict" })).toBeVisible();
    await expect(ana.page.getByRole("link", { name: /^Benedict/ })).toBeVisible();
    await expect(log(ana.page).getByRole("article", { name: /^Benedict, .*Noodles/ })).toBeVisible();
    await expect(bensOther.getByText("Benedict")).toBeVisible();
  },
);

story("a theme is chosen once, and every page begins with it", async ({ enter, visit }) => {
  const { page, context } = await enter("Ana", { colorScheme: "light" });
  await page.goto("/settings");
  await expectAccessible(page);
  await whenAlive(page.getByRole("radio", { name: "Dark" }));
  await page.getByRole("radio", { name: "Dark" }).check();
  const canvas = (of: typeof page) => of.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  await expect.poll(() => canvas(page)).toBe("dark");
  await expect(page.getByRole("radio", { name: "Dark" })).toBeEnabled();
  await expectAccessible(page);

  const html = await (await context.request.get("/settings")).text();
  expect(html).toContain('data-theme="dark"');
  const visitor = await visit();
  await visitor.goto("/sign-in");
  expect(await canvas(visitor)).toBe("light dark");
});

story(
  "a theme reaches the person's other tabs and devices at once, and a tab that missed it",
  async ({ enter, visit }) => {
    const { page, context, viewer } = await enter("Ana", { colorScheme: "light" });
    const tab = await context.newPage();
    await tab.goto("/settings");
    const phone = await visit({ colorScheme: "light", viewport: { width: 390, height: 844 } });
    await signIn(phone, viewer.username);
    for (const other of [page, phone]) await whenConnected(other);
    const canvas = (of: typeof page) => of.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
    const around = (of: typeof page) =>
      of.locator("meta[name=theme-color]").evaluateAll((all) => all.map((meta) => (meta as HTMLMetaElement).content));

    await phone.evaluate(() => Object.assign(window, { isSamePage: true }));
    await whenAlive(tab.getByRole("radio", { name: "Dark" }));
    await tab.getByRole("radio", { name: "Dark" }).check();
    for (const other of [page, phone]) await expect.poll(() => canvas(other)).toBe("dark");
    expect(await phone.evaluate(() => "isSamePage" in window)).toBe(true);
    expect(new Set(await around(phone))).toEqual(new Set(["#111217"]));

    await phone.context().setOffline(true);
    await tab.getByRole("radio", { name: "Light" }).check();
    await expect.poll(() => canvas(page)).toBe("light");
    expect(await canvas(phone)).toBe("dark");
    await phone.context().setOffline(false);
    await expect.poll(() => canvas(phone)).toBe("light");

    await page.goto("/settings");
    await whenAlive(page.getByRole("radio", { name: "Like the system" }));
    await page.getByRole("radio", { name: "Like the system" }).check();
    await expect(tab.getByRole("radio", { name: "Like the system" })).toBeChecked();
    await expect.poll(() => canvas(tab)).toBe("light dark");
    await expect.poll(() => around(phone)).toEqual(["#f5f5fa", "#111217"]);
  },
);
