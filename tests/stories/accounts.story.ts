import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import type { Viewer } from "@/lib/sessions";
import { administrator, groupOf, person, say } from "@/tests/stage/cast";
import { expectAccessible } from "./axe";
import { composer, directThread, expect, log, signIn, story, whenConnected, write } from "./cast";

const PASSWORD = "noodles at seven";
const newUsername = () => `gus-${randomUUID().slice(0, 8)}`;

async function fillIn(page: Page, given: { name: string; username: string; password: string }): Promise<void> {
  await page.getByRole("textbox", { name: "Your name" }).fill(given.name);
  await page.getByRole("textbox", { name: "Username" }).fill(given.username);
  await page.getByLabel("Password").fill(given.password);
}

/** An administrator who has just signed in makes an invite for one; answers the link. */
async function invite(page: Page): Promise<string> {
  await whenConnected(page);
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").fill("administration");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Invites" }).click();
  await page.getByRole("button", { name: "Make link" }).click();
  return page.getByRole("textbox", { name: "Invite link" }).inputValue();
}

/** An administrator who is signed in deletes somebody, and keeps what they wrote. */
async function deleteAccount(page: Page, { username, name }: Viewer): Promise<void> {
  await page.goto(`/admin/people?q=${username}`);
  await page.getByRole("button", { name: `Manage ${name}` }).click();
  await page.getByRole("button", { name: "Delete…" }).click();
  await page.getByRole("radio", { name: "Keep what they wrote" }).check();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Delete for good" }).click();
  await expect(page.getByText("Nobody here is called that.")).toBeVisible();
}

story("an invitation leads to the first message", async ({ visit }) => {
  const ana = await administrator("Ana");
  const [anas, gus] = [await visit(), await visit()];
  await signIn(anas, ana.username);
  const link = await invite(anas);
  await expect(anas.getByRole("img", { name: "Invite link as a QR code" })).toBeVisible();
  await expect(anas.getByRole("listitem").filter({ hasText: "1 person can join" }).first()).toBeVisible();
  await expectAccessible(anas);
  await anas.goto("/t");
  await whenConnected(anas);

  await gus.goto(link);
  await expectAccessible(gus);
  await fillIn(gus, { name: "Gus", username: newUsername(), password: PASSWORD });
  await gus.getByRole("button", { name: "Join" }).click();
  await gus.waitForURL(/\/t$/);
  await gus.getByRole("button", { name: "New conversation" }).click();
  await gus.getByRole("combobox", { name: "People" }).fill(ana.username);
  await gus.getByRole("option", { name: ana.username }).click();
  await gus.getByRole("button", { name: "Start" }).click();
  await write(gus, "Here I am.");

  await anas.getByRole("link", { name: /^Gus.*1 unread/ }).click();
  await expect(log(anas)).toContainText("Here I am.");

  const late = await visit();
  await late.goto(link);
  await expect(late.getByRole("heading", { name: "You cannot join with this link" })).toBeVisible();
});

story(
  "without scripts one joins, and what was typed stays when it is refused, but for the password",
  async ({ visit }) => {
    const ana = await administrator("Ana");
    const anas = await visit();
    await signIn(anas, ana.username);
    const link = await invite(anas);

    const page = await visit({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
    await page.goto(link);
    await fillIn(page, { name: "Gus", username: ana.username, password: PASSWORD });
    await page.getByRole("button", { name: "Join" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "has that username already" })).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Your name" })).toHaveValue("Gus");
    await expect(page.getByRole("textbox", { name: "Username" })).toHaveValue(ana.username);
    await expect(page.getByLabel("Password")).toHaveValue("");
    expect(page.url()).toBe(link);

    await fillIn(page, { name: "Gus", username: newUsername(), password: PASSWORD });
    await page.getByRole("button", { name: "Join" }).click();
    await page.waitForURL(/\/t$/);
  },
);

story("an invite that is revoked lets nobody in any more", async ({ visit }) => {
  // The list has the invites of every story, and one goes by the name.
  const greta = await administrator(newUsername());
  const [gretas, gus] = [await visit(), await visit()];
  await signIn(gretas, greta.username);
  const link = await invite(gretas);
  await gus.goto(link);
  await fillIn(gus, { name: "Gus", username: newUsername(), password: PASSWORD });

  const own = gretas.getByRole("listitem").filter({ hasText: `From ${greta.name}` });
  await own.getByRole("button", { name: "Revoke" }).click();
  await expect(own).toHaveCount(0);
  await gus.getByRole("button", { name: "Join" }).click();
  await expect(gus.getByRole("alert").filter({ hasText: "This link has ended" })).toBeVisible();
  await expect(gus.getByRole("textbox", { name: "Your name" })).toHaveValue("Gus");
});

story("the pages of the administration are for administrators", async ({ enter, visit }) => {
  const visitor = await visit();
  await visitor.goto("/admin/invites");
  await visitor.waitForURL(/\/sign-in\?next=%2Fadmin%2Finvites/);

  const { page } = await enter("Eve");
  const answer = await page.goto("/admin/invites");
  expect(answer?.status()).toBe(404);
});

story(
  "a reset link lets in again who forgot their password, and signs them out everywhere else",
  async ({ enter, visit }) => {
    const [greta, hugo] = [await administrator("Greta"), await enter("Hugo")];
    await hugo.page.goto("/t");
    await whenConnected(hugo.page);
    const gretas = await visit({ colorScheme: "dark" });
    await signIn(gretas, greta.username);
    await gretas.goto("/admin/people");
    await gretas.getByRole("searchbox", { name: "Search people" }).fill(hugo.viewer.username);
    await gretas.keyboard.press("Enter");
    await gretas.getByRole("button", { name: "Manage Hugo" }).click();
    await gretas.getByRole("button", { name: "Make reset link" }).click();
    const link = await gretas.getByRole("textbox", { name: "Reset link" }).inputValue();
    await expectAccessible(gretas);

    const page = await visit({ javaScriptEnabled: false });
    await page.goto(link);
    await page.getByLabel("Password").fill("qwerty123456");
    await page.getByRole("button", { name: "Set password" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "easy to guess" })).toBeVisible();
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Set password" }).click();
    await page.waitForURL(/\/t$/);
    await hugo.page.waitForURL(/\/sign-in/);

    await page.goto(link);
    await expect(page.getByRole("heading", { name: "Your password stays as it is" })).toBeVisible();
  },
);

story(
  "who is deactivated is out of their open tab at once, and comes back when they are reactivated",
  async ({ enter, visit }) => {
    const [greta, hugo] = [await administrator("Greta"), await enter("Hugo")];
    await hugo.page.goto("/t");
    await whenConnected(hugo.page);
    const gretas = await visit();
    await signIn(gretas, greta.username);
    await gretas.goto(`/admin/people?q=${hugo.viewer.username}`);
    await gretas.getByRole("button", { name: "Manage Hugo" }).click();
    await gretas.getByRole("button", { name: "Deactivate" }).click();
    await hugo.page.waitForURL(/\/sign-in/);

    await gretas.getByRole("button", { name: "Reactivate" }).click();
    await expect(gretas.getByRole("button", { name: "Deactivate" })).toBeVisible();
    await signIn(hugo.page, hugo.viewer.username);
  },
);

story(
  "a deleted person's name goes from an open tab, and what they said stays as the administrator chose",
  async ({ enter, visit }) => {
    const greta = await administrator("Greta");
    const [ana, hugo] = [await enter("Ana"), await person("Hugo")];
    const threadId = await groupOf(ana.viewer, hugo, greta);
    await say(hugo, threadId, "Noodles?");
    await ana.page.goto(`/t/${threadId}`);
    await whenConnected(ana.page);
    await expect(log(ana.page).getByRole("article", { name: /^Hugo, / })).toBeVisible();

    const gretas = await visit({ viewport: { width: 320, height: 640 } });
    await signIn(gretas, greta.username);
    await deleteAccount(gretas, hugo);

    await expect(log(ana.page).getByRole("article", { name: /^Deleted person, .*Noodles\?/ })).toBeVisible();
    await expect(log(ana.page)).toContainText("Deleted person left");
    await expect(log(ana.page)).not.toContainText("Hugo");
  },
);

story(
  "with a deleted person an open conversation is closed at once, and what was typed is kept",
  async ({ enter, visit }) => {
    const greta = await administrator("Greta");
    const [ana, hugo] = [await enter("Ana"), await person("Hugo")];
    const threadId = await directThread(ana.viewer, hugo);
    await say(hugo, threadId, "Noodles?");
    await ana.page.goto(`/t/${threadId}`);
    await whenConnected(ana.page);
    await composer(ana.page).fill("Tonight, at");

    const gretas = await visit();
    await signIn(gretas, greta.username);
    await deleteAccount(gretas, hugo);
    const closed = ana.page.getByRole("status").filter({ hasText: "The account of this person was deleted." });
    await expect(closed).toBeVisible();
    await expect(composer(ana.page)).toHaveCount(0);
    await expect(ana.page.getByRole("heading", { name: "Deleted person" })).toBeVisible();
    await expect(log(ana.page)).toContainText("Noodles?");
    const message = log(ana.page).getByRole("article", { name: /Noodles/ });
    await message.focus();
    await expect(message.getByRole("button", { name: "More" })).toBeVisible();
    await expect(message.getByRole("button", { name: "Reply" })).toHaveCount(0);
    await expectAccessible(ana.page);

    await ana.page.goto("/t");
    await expect(ana.page.getByRole("link", { name: /^Deleted person.*Draft: Tonight, at/ })).toBeVisible();
    await ana.page.getByRole("link", { name: /^Deleted person/ }).click();
    await expect(closed).toBeVisible();
  },
);
