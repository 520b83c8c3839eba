import { expectAccessible } from "./axe";
import { expect, story, whenAlive } from "./cast";
import { emptyDatabase, ownServer } from "./own-server";

story(
  "the link that the start prints makes the first administrator, who then invites the others",
  async ({ visit }) => {
    const secret = "a secret of the stories, long enough for everyone";
    const server = await ownServer({ DATABASE_URL: await emptyDatabase(), DEMO: "0", NEXTAUTH_SECRET: secret });
    const printed = () => /\S+\/set-up\/[\w-]{43}/.exec(server.lines.join("\n"))?.[0];
    await expect.poll(printed).toBeDefined();
    const link = printed() ?? "";

    const page = await visit({ baseURL: server.url, javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
    await page.goto(link);
    await page.getByRole("textbox", { name: "Your name" }).fill("Ana");
    await page.getByRole("textbox", { name: "Username" }).fill("ana");
    await page.getByLabel("Password").fill("noodles at seven");
    await page.getByRole("button", { name: "Set up" }).click();
    await page.waitForURL(/\/t$/);
    await page.goto(link);
    await expect(page.getByRole("heading", { name: "There is nothing to set up" })).toBeVisible();

    const second = await visit({ baseURL: server.url });
    await second.goto("/sign-in");
    await second.getByRole("textbox", { name: "Username" }).fill("Ana");
    await second.getByLabel("Password").fill("noodles at seven");
    await second.getByRole("button", { name: "Sign in", exact: true }).click();
    await second.waitForURL(/\/t$/);
    await second.goto("/admin/settings");
    await whenAlive(second.getByRole("radio", { name: "Everybody" }));
    await second.getByRole("radio", { name: "Everybody" }).check();
    await expectAccessible(second);

    const gus = await visit({ baseURL: server.url });
    await expect.poll(async () => (await gus.goto("/sign-in"))?.text()).toContain("Create an account");
    await gus.getByRole("link", { name: "Create an account" }).click();
    await gus.getByRole("textbox", { name: "Your name" }).fill("Gus");
    await gus.getByRole("textbox", { name: "Username" }).fill("gus");
    await gus.getByLabel("Password").fill("noodles at seven");
    await expectAccessible(gus);
    await gus.getByRole("button", { name: "Create account" }).click();
    await gus.waitForURL(/\/t$/);

    await second.getByRole("radio", { name: "Nobody" }).check();
    const visitor = await visit({ baseURL: server.url });
    await expect.poll(async () => (await visitor.goto("/sign-in"))?.text()).not.toContain("Create an account");
    await second.reload();
    await expect(second.getByRole("radio", { name: "Nobody" })).toBeChecked();
    await server.stop();
  },
);
