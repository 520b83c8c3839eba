import { preferencesOf } from "@/lib/preferences";
import { expect, story, whenConnected } from "./cast";

story("what one tells of oneself is switched in the settings, and stays so", async ({ enter }) => {
  const { page, viewer } = await enter("Ana");
  await page.goto("/t");
  await whenConnected(page);
  await page.getByRole("link", { name: "Settings" }).click();
  await expect(page).toHaveTitle("Settings · Parley");
  for (const name of ["Read receipts", "Typing indicators", "Online status"]) {
    const toggle = page.getByRole("switch", { name });
    await expect(toggle).toBeChecked();
    await toggle.click();
    await expect(toggle).not.toBeChecked();
  }
  await expect.poll(() => preferencesOf(viewer)).toEqual({ receiptsOn: false, typingOn: false, presenceOn: false });
  await page.reload();
  await expect(page.getByRole("switch", { name: "Online status" })).not.toBeChecked();

  await page.route("/settings", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await page.getByRole("switch", { name: "Online status" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "cannot be reached" })).toBeVisible();
  await expect(page.getByRole("switch", { name: "Online status" })).not.toBeChecked();
  await page.getByRole("link", { name: "Back to conversations" }).click();
  await page.waitForURL(/\/t$/);
});

story("the settings are for who is signed in, and a way out", async ({ enter, visit }) => {
  const visitor = await visit();
  await visitor.goto("/settings");
  await visitor.waitForURL(/\/sign-in\?next=%2Fsettings/);

  const { page } = await enter("Ana");
  await page.goto("/settings");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.waitForURL(/\/sign-in/);
  await page.goto("/settings");
  await page.waitForURL(/\/sign-in\?next=%2Fsettings/);
});
