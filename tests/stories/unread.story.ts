import { markAllRead, markUnread } from "@/lib/read-positions";
import { groupOf, say } from "@/tests/stage/cast";
import { type Actor, directThread, expect, log, signIn, story, whenConnected, write } from "./cast";

const row = ({ page }: Pick<Actor, "page">, name: RegExp) =>
  page.getByRole("navigation", { name: "Conversations" }).getByRole("link", { name });
const icon = ({ page }: Pick<Actor, "page">) => page.locator("link[rel=icon]").first();

story(
  "what is unread is told by the list, the title and the icon, and is read on every device at once",
  async ({ enter, visit }) => {
    const [ana, ben] = [await enter("Ana"), await enter("Ben")];
    const threadId = await directThread(ana.viewer, ben.viewer);
    const phone = { page: await visit({ viewport: { width: 390, height: 844 } }) };
    await signIn(phone.page, ben.viewer.username);
    for (const { page } of [ben, phone]) {
      await page.goto("/t");
      await whenConnected(page);
    }

    await ana.page.goto(`/t/${threadId}`);
    await whenConnected(ana.page);
    await write(ana.page, "Noodles?");
    await write(ana.page, "At seven?");
    for (const device of [ben, phone]) {
      await expect(row(device, /^Ana 2 unread/)).toBeVisible();
      await expect(device.page).toHaveTitle("(1) Parley");
      await expect(icon(device)).toHaveAttribute("href", "/icon-unread.svg");
    }

    await row(ben, /^Ana/).click();
    await expect(log(ben.page).getByRole("article", { name: /At seven/ })).toBeVisible();
    for (const device of [ben, phone]) {
      await expect(row(device, /unread/)).toHaveCount(0);
      await expect(icon(device)).toHaveAttribute("href", /icon\.svg/);
    }
    await expect(ben.page).toHaveTitle("Ana · Parley");
    await expect(phone.page).toHaveTitle("Parley");
  },
);

story(
  "a message marked as unread stays so in the open conversation, until it is left and opened again",
  async ({ enter }) => {
    const [ana, ben] = [await enter("Ana"), await enter("Ben")];
    const threadId = await directThread(ana.viewer, ben.viewer);
    for (const words of ["one", "two", "three"]) await say(ana.viewer, threadId, words);
    await ben.page.goto(`/t/${threadId}`);
    await whenConnected(ben.page);
    await expect(row(ben, /^Ana/)).not.toHaveAccessibleName(/unread/);

    // As from another device: the story's own process announces nothing, so that the tab learns of it when it asks.
    await markUnread(ben.viewer, { viewerId: ben.viewer.id, threadId, seq: 2, version: 0 });
    await ben.page.evaluate(() => window.dispatchEvent(new Event("online")));
    await expect(row(ben, /^Ana 2 unread/)).toBeVisible();
    const line = log(ben.page).getByRole("separator", { name: "New messages" });
    await expect.poll(() => line.evaluate((element) => element.nextElementSibling?.id)).toBe("m-2");
    await say(ana.viewer, threadId, "four");
    await expect(log(ben.page).getByRole("article", { name: /four/ })).toBeVisible();
    await ben.page.evaluate(() => window.dispatchEvent(new Event("focus")));
    await expect(row(ben, /^Ana 3 unread/)).toBeVisible();

    await ben.page.goto("/t");
    await row(ben, /^Ana 3 unread/).click();
    await expect(row(ben, /^Ana/)).not.toHaveAccessibleName(/unread/);
  },
);

story(
  "everything is marked as read at one press, on every device, and a mention is told apart",
  async ({ enter, visit }) => {
    const [ana, ben, cleo] = [await enter("Ana"), await enter("Ben"), await enter("Cleo")];
    const groupId = await groupOf(ana.viewer, ben.viewer, cleo.viewer);
    const threadId = await directThread(ana.viewer, ben.viewer);
    await say(ana.viewer, groupId, `@${ben.viewer.username} noodles?`);
    await say(ana.viewer, threadId, "Are you there?");
    const phone = { page: await visit() };
    await signIn(phone.page, ben.viewer.username);
    for (const { page } of [ben, phone]) {
      await page.goto("/t");
      await whenConnected(page);
      await expect(page).toHaveTitle("(2) Parley");
    }
    await expect(row(ben, /^Noodle club 1 unread, 1 mention/)).toBeVisible();

    await ben.page.getByRole("button", { name: "Mark all as read" }).click();
    for (const device of [ben, phone]) {
      await expect(row(device, /unread|mention/)).toHaveCount(0);
      await expect(device.page).toHaveTitle("Parley");
    }
    await expect(ben.page.getByRole("button", { name: "Mark all as read" })).toHaveCount(0);
    expect(await markAllRead(ben.viewer)).toEqual([]);
  },
);
