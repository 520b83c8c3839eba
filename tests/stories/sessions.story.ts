import { PASSWORD } from "@/tests/stage/cast";
import { expectAccessible } from "./axe";
import { expect, signIn, story, whenConnected } from "./cast";

const PHONE = {
  viewport: { width: 320, height: 640 },
  userAgent:
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
};

story("a session is ended on another device, and its tab leaves at once", async ({ enter, visit }) => {
  const { page, viewer } = await enter("Ana");
  const phone = await visit(PHONE);
  await signIn(phone, viewer.username);
  await whenConnected(phone);

  await page.goto("/settings");
  const sessions = page.getByRole("region", { name: "Sessions" });
  await expect(sessions.getByText("This device")).toHaveCount(1);
  await expectAccessible(page);
  await sessions.getByRole("button", { name: "Sign out Safari on iPhone" }).click();
  await phone.waitForURL(/\/sign-in/);
  await expect(sessions.getByText("Safari on iPhone")).toHaveCount(0);
});

story(
  "a new password puts every other device out, and a wrong present one changes nothing",
  async ({ enter, visit }) => {
    const { page, viewer } = await enter("Ana", { viewport: PHONE.viewport });
    const phone = await visit(PHONE);
    await signIn(phone, viewer.username);
    await whenConnected(phone);

    await page.goto("/settings");
    const [present, wanted] = [page.getByLabel("Present password"), page.getByLabel(/^New password/)];
    const change = page.getByRole("button", { name: "Change password" });
    await present.fill("not it");
    await wanted.fill("a flamingo on the lake");
    await change.click();
    await expect(page.getByRole("alert").filter({ hasText: "present password" })).toBeVisible();
    await expect(wanted).toHaveValue("a flamingo on the lake");
    await present.fill(PASSWORD);
    await change.click();

    await phone.waitForURL(/\/sign-in/);
    await expect(page.getByText("You are signed in nowhere else.")).toBeVisible();
    await page.reload();
    await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
  },
);
