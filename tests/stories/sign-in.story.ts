import { PASSWORD, person, say } from "@/tests/stage/cast";
import { directThread, expect, log, signIn, story, whenConnected } from "./cast";

story("a visitor is sent to sign in, and comes to where they wanted to go", async ({ visit }) => {
  const [ana, ben] = [await person("Ana"), await person("Ben")];
  const threadId = await directThread(ana, ben);
  await say(ben, threadId, "Noodles?");
  const page = await visit();

  await page.goto(`/t/${threadId}`);
  await expect(page).toHaveURL(/\/sign-in\?/);
  await page.getByRole("textbox", { name: "Username" }).fill(ana.username);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/t/${threadId}$`));
  await expect(log(page)).toContainText("Noodles?");
});

story("an unknown name and a wrong password read alike, and the name stays typed", async ({ visit }) => {
  const ana = await person("Ana");
  const page = await visit();
  const alerts: (string | null)[] = [];
  for (const username of [ana.username, "nobody-at-all"]) {
    await page.goto("/sign-in");
    await page.getByRole("textbox", { name: "Username" }).fill(username);
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    const alert = page.getByRole("alert").filter({ hasText: /\S/ });
    alerts.push(await alert.textContent());
    await expect(page.getByRole("textbox", { name: "Username" })).toHaveValue(username);
  }
  expect(alerts[0]).toBe(alerts[1]);
});

story("in a demo one click signs in", async ({ visit }) => {
  const page = await visit();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in as alice" }).click();
  await page.getByRole("link", { name: /^Lake weekend/ }).click();
  await expect(log(page)).toContainText("Boat is ours from ten");
});

story("signing out ends the session in every tab of it", async ({ enter }) => {
  const ana = await enter("Ana");
  const cookies = await ana.context.cookies();
  const otherTab = await ana.context.newPage();
  await otherTab.goto("/t");
  await whenConnected(otherTab);

  await ana.page.getByRole("button", { name: "Sign out" }).click();
  await expect(ana.page).toHaveURL(/\/sign-in/);
  await expect(otherTab).toHaveURL(/\/sign-in/);

  // The cookie that somebody may have kept is worth nothing any more.
  await ana.context.addCookies(cookies);
  await ana.page.goto("/t");
  await expect(ana.page).toHaveURL(/\/sign-in/);
});

story("without scripts one signs in, reads, sends and signs out", async ({ visit }) => {
  const [ana, ben, eve] = [await person("Ana"), await person("Ben"), await person("Eve")];
  const threadId = await directThread(ana, ben);
  await say(ben, threadId, "Noodles?");
  const [page, evesPage] = [await visit({ javaScriptEnabled: false }), await visit({ javaScriptEnabled: false })];

  await signIn(page, ana.username);
  await page.getByRole("link", { name: /^Ben.*1 unread/ }).click();
  await expect(page.getByRole("article", { name: /^Ben, \d\d:\d\d: Noodles\?/ })).toBeInViewport();
  await page.getByRole("textbox", { name: "Message" }).fill("At seven.");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("article", { name: /At seven\./ })).toBeInViewport();

  await signIn(evesPage, eve.username);
  const answer = await evesPage.goto(`/t/${threadId}`);
  expect(answer?.status()).toBe(404);
  expect(await evesPage.content()).not.toContain("Noodles");

  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
});

story("without scripts a message that is refused stays typed", async ({ visit }) => {
  const [ana, ben] = [await person("Ana"), await person("Ben")];
  const threadId = await directThread(ana, ben);
  const page = await visit({ javaScriptEnabled: false });
  await signIn(page, ana.username);
  await page.goto(`/t/${threadId}`);

  const tooLong = "noodles ".repeat(1500);
  await page.getByRole("textbox", { name: "Message" }).fill(tooLong);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "too long" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Message" })).toHaveValue(tooLong);
  await expect(page.getByRole("article")).toHaveCount(0);
});
