import type { Page } from "@playwright/test";
import type { Viewer } from "@/lib/sessions";
import { groupOf, person, say } from "@/tests/stage/cast";
import { expectAccessible } from "./axe";
import { type Actor, composer, directThread, expect, log, restingBox, story, whenConnected } from "./cast";

const palette = (page: Page) => page.getByRole("dialog", { name: "Search or jump to" });
const field = (page: Page) => palette(page).getByRole("combobox");
const active = (page: Page) => palette(page).getByRole("option", { selected: true });

async function inConversation({ page, viewer }: Actor): Promise<{ ben: Viewer; threadId: string }> {
  const ben = await person("Ben");
  const threadId = await directThread(viewer, ben);
  await say(ben, threadId, "Noodles?");
  await page.goto(`/t/${threadId}`);
  await whenConnected(page);
  return { ben, threadId };
}

story("Ctrl+K finds a conversation, without accents, and goes there", async ({ enter }) => {
  const ana = await enter("Ana");
  const cleo = await person("Cléo");
  const withCleo = await directThread(ana.viewer, cleo);
  await say(cleo, withCleo, "Tea?");
  await inConversation(ana);

  await composer(ana.page).press("Control+k");
  await expect(field(ana.page)).toBeFocused();
  await field(ana.page).fill("CLEO");
  await expect(active(ana.page)).toHaveText(/Cléo$/);
  await field(ana.page).press("Enter");
  await ana.page.waitForURL(`**/t/${withCleo}`);
  await expect(palette(ana.page)).toHaveCount(0);
  await expect(log(ana.page)).toContainText("Tea?");
});

story("a conversation that is not loaded and a person nobody has written to are found too", async ({ enter }) => {
  const ana = await enter("Ana");
  const [ben, zoe] = [await person("Ben"), await person("Zoë")];
  const [first = ""] = await Promise.all([groupOf(ana.viewer, ben, zoe)]);
  for (let number = 0; number < 51; number += 1) await groupOf(ana.viewer, ben, await person("Cleo"));
  await ana.page.goto("/t");
  await whenConnected(ana.page);

  await ana.page.getByRole("button", { name: "Search or jump to" }).click();
  await field(ana.page).fill("noodle");
  await expect(palette(ana.page).getByRole("group", { name: "More conversations" })).toBeVisible();
  await field(ana.page).fill(zoe.username);
  const found = palette(ana.page).getByRole("group", { name: "People" }).getByRole("option");
  await expect(found).toHaveText([new RegExp(zoe.username)]);
  await found.click();
  await ana.page.waitForURL((url) => /\/t\/[0-9a-f-]{36}$/.test(url.pathname) && !url.pathname.endsWith(first));
  await expect(ana.page.getByRole("heading", { name: "Zoë" })).toBeVisible();
});

story("what the server finds joins below, and what is chosen stays", async ({ enter }) => {
  const ana = await enter("Ana");
  await inConversation(ana);
  let letThrough: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await ana.page.route(/\/t\//, async (route) => {
    if (route.request().method() === "POST") await held;
    await route.continue();
  });
  const other = await person("Newton");
  await ana.page.keyboard.press("Control+k");
  await field(ana.page).fill("new");
  await expect(active(ana.page)).toHaveText("New conversation");
  const before = await restingBox(active(ana.page));
  letThrough();
  await expect(palette(ana.page).getByRole("option", { name: new RegExp(other.username) })).toBeVisible();
  await expect(active(ana.page)).toHaveText("New conversation");
  expect(await restingBox(active(ana.page))).toEqual(before);
});

story("it closes as it was opened, and the focus is where it was", async ({ enter }) => {
  const ana = await enter("Ana");
  await inConversation(ana);
  await composer(ana.page).fill("half a sen");
  for (const close of ["Escape", "Control+k"]) {
    await ana.page.keyboard.press("Control+k");
    await expect(field(ana.page)).toBeFocused();
    await ana.page.keyboard.press(close);
    await expect(palette(ana.page)).toHaveCount(0);
    await expect(composer(ana.page)).toBeFocused();
  }
  await expect(composer(ana.page)).toHaveValue("half a sen");
});

story("its actions lead where their names say, also from a conversation on a phone", async ({ enter }) => {
  const ana = await enter("Ana", { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  const { ben, threadId } = await inConversation(ana);
  const choose = async (typed: string) => {
    await ana.page.keyboard.press("Control+k");
    await field(ana.page).fill(typed);
    await field(ana.page).press("Enter");
  };
  await choose("new conv");
  await expect(ana.page.getByRole("dialog", { name: "New conversation" })).toBeVisible();
  await ana.page.keyboard.press("Escape");
  await say(ben, threadId, "And tea?");
  await ana.page.goto("/t");
  await expect(ana.page.getByRole("link", { name: /1 unread/ })).toBeVisible();
  await whenConnected(ana.page);
  await choose("mark all");
  await expect(ana.page.getByRole("link", { name: /unread/ })).toHaveCount(0);
  await choose("shortcuts");
  await expect(ana.page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await ana.page.keyboard.press("Escape");
  await choose("log out");
  await ana.page.waitForURL(/\/sign-in/);
});

story("? shows the shortcuts, unless it is typed", async ({ enter }) => {
  const ana = await enter("Ana");
  await inConversation(ana);
  await composer(ana.page).pressSequentially("Really?");
  await expect(composer(ana.page)).toHaveValue("Really?");
  const dialog = ana.page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(dialog).toHaveCount(0);
  await log(ana.page).focus();
  await ana.page.keyboard.press("?");
  await expect(dialog.getByText("Edit your last message")).toBeVisible();
  await ana.page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(log(ana.page)).toBeFocused();
});

for (const colorScheme of ["light", "dark"] as const) {
  story(`the palette and the shortcuts are accessible: ${colorScheme}`, async ({ enter }) => {
    const ana = await enter("Ana", { colorScheme, reducedMotion: "reduce" });
    await inConversation(ana);
    await ana.page.keyboard.press("Control+k");
    await field(ana.page).fill("ben");
    await expect(palette(ana.page).getByRole("group", { name: "Conversations" })).toBeVisible();
    await expectAccessible(ana.page);
    await ana.page.keyboard.press("Escape");
    await log(ana.page).focus();
    await ana.page.keyboard.press("?");
    await expect(ana.page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    await expectAccessible(ana.page);
  });
}
