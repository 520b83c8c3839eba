import { groupOf, say } from "@/tests/stage/cast";
import { expectAccessible } from "./axe";
import { type Actor, directThread, expect, restingBox, signIn, story, whenConnected, write } from "./cast";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

type Device = Pick<Actor, "page">;
const list = ({ page }: Device) => page.getByRole("navigation", { name: "Conversations" });
const row = (device: Device, name: RegExp) => list(device).getByRole("link", { name });

async function choose({ page }: Device, title: string, item: string): Promise<void> {
  await page.getByRole("button", { name: `Options for ${title}` }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: item }).click();
}

story("what is pinned, muted or archived on one device is so on the other at once", async ({ enter, visit }) => {
  const [ana, ben, cleo] = [await enter("Ana"), await enter("Ben"), await enter("Cleo")];
  const threadId = await directThread(ana.viewer, ben.viewer);
  await say(ben.viewer, threadId, "Noodles?");
  await groupOf(ben.viewer, ana.viewer, cleo.viewer);
  const phone = { page: await visit(PHONE) };
  await signIn(phone.page, ana.viewer.username);
  for (const { page } of [ana, phone]) {
    await page.goto("/t");
    await whenConnected(page);
    await expect(page).toHaveTitle("(1) Parley");
  }

  await choose(ana, "Ben", "Pin");
  for (const device of [ana, phone]) {
    await expect(list(device).getByRole("listitem").first()).toContainText("Ben");
    await expect(row(device, /^Ben 1 unread, ?pinned/)).toBeVisible();
  }
  await choose(ana, "Ben", "Mute for ever");
  for (const device of [ana, phone]) {
    await expect(row(device, /^Ben 1 unread, ?muted/)).toBeVisible();
    await expect(device.page).toHaveTitle("Parley");
  }
  await expectAccessible(ana.page);
  await choose(ana, "Ben", "Unmute");
  await expect(phone.page).toHaveTitle("(1) Parley");

  // On a phone it is done from the details.
  await row(phone, /^Ben/).click();
  await phone.page.getByRole("button", { name: "Details", exact: true }).click();
  await phone.page.getByRole("button", { name: "Pin, mute or archive" }).click();
  await phone.page.getByRole("menuitem", { name: "Archive", exact: true }).click();
  await expect(phone.page.getByRole("status").filter({ hasText: "Archived" })).toBeVisible();
  await expect(row(ana, /^Ben/)).toBeHidden();
  await list(ana).getByText("Archived").click();
  await expect(row(ana, /^Ben/)).toBeVisible();
  await expectAccessible(ana.page);
  await list(ana).getByText("Archived").click();

  await ben.page.goto(`/t/${threadId}`);
  await whenConnected(ben.page);
  await write(ben.page, "Still there?");
  await expect(row(ana, /^Ben 1 unread/)).toBeVisible();
  await expect(list(ana).getByText("Archived")).toHaveCount(0);
});

story("on a phone a finger that rests on a conversation opens what can be done about it", async ({ enter }) => {
  const [ana, ben] = [await enter("Ana", PHONE), await enter("Ben")];
  await say(ben.viewer, await directThread(ana.viewer, ben.viewer), "Noodles?");
  await ana.page.goto("/t");
  await whenConnected(ana.page);
  const session = await ana.context.newCDPSession(ana.page);
  const sheet = ana.page.getByRole("dialog", { name: "Ben" });

  async function rest(): Promise<void> {
    const box = await restingBox(row(ana, /^Ben/));
    const touchPoints = [{ x: (box?.x ?? 0) + 80, y: (box?.y ?? 0) + 20 }];
    await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
    await expect(sheet).toBeVisible();
    await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  }

  await rest();
  await expectAccessible(ana.page);
  expect(ana.page.url()).toMatch(/\/t$/);
  await sheet.getByRole("button", { name: "Pin", exact: true }).tap();
  await expect(sheet).toHaveCount(0);
  await expect(row(ana, /^Ben 1 unread, ?pinned/)).toBeVisible();

  await rest();
  await sheet.getByRole("button", { name: "Close" }).tap();
  await expect(sheet).toHaveCount(0);
  await row(ana, /^Ben/).tap();
  await ana.page.waitForURL(/\/t\/.+/);
  await expect(sheet).toHaveCount(0);
});
