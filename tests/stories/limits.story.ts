import { randomUUID } from "node:crypto";
import { PASSWORD, person } from "@/tests/stage/cast";
import { expectAccessible } from "./axe";
import { ARRIVED, directThread, expect, log, signIn, story, whenAlive, whenConnected, write } from "./cast";
import { ownServer } from "./own-server";

/** Of everything a hundredth: ten messages a minute, one search, one wrong password. */
const FEW = { RATE_LIMITS: "0.01" };

story("what is written too fast waits, says for how long, and goes by itself, in order", async ({ visit }) => {
  const server = await ownServer(FEW);
  const [ana, ben] = [await person("Ana"), await person("Ben")];
  const path = `/t/${await directThread(ana, ben)}`;
  const page = await visit({ baseURL: server.url, viewport: { width: 390, height: 844 } });
  await signIn(page, ana.username);
  await page.goto(path);
  await whenConnected(page);

  const numbers = Array.from({ length: 13 }, (_, at) => at + 1);
  for (const number of numbers) await write(page, `number ${number}.`);
  const sending = page.getByRole("status", { name: "Sending" });
  await expect(sending).toHaveText(/^Waiting: sends again in \d+ s$/);
  const article = (number: number) => log(page).getByRole("article", { name: `number ${number}.` });
  await expect(article(10)).toContainText(ARRIVED);
  for (const number of [11, 12, 13]) await expect(article(number)).toContainText("Waiting");
  await expectAccessible(page);

  // The server counts a minute from the first of them on.
  for (const number of numbers) await expect(article(number)).toContainText(ARRIVED, { timeout: 120_000 });
  await expect(sending).toBeEmpty();
  const written = await log(page).getByRole("article").allTextContents();
  expect(written.map((text) => /number \d+/.exec(text)?.[0])).toEqual(numbers.map((number) => `number ${number}`));
  await server.stop();
});

for (const javaScriptEnabled of [true, false]) {
  story(
    `who tries to sign in too often is told for how long to wait, ${javaScriptEnabled ? "with" : "without"} scripts`,
    async ({ visit }) => {
      const server = await ownServer({ ...FEW, TRUSTED_PROXIES: "loopback" });
      const { username } = await person("Ana");
      const page = await visit({ baseURL: server.url, javaScriptEnabled });
      await page.setExtraHTTPHeaders({ "X-Forwarded-For": `2001:db8::${randomUUID().slice(0, 4)}` });
      await page.goto("/sign-in");
      const told = [
        "That username and password do not match.",
        /^There were too many tries. Try again in \d+ (s|min)\.$/,
      ];
      for (const [tries, password] of ["wrong", PASSWORD].entries()) {
        await page.getByRole("textbox", { name: "Username" }).fill(username);
        await page.getByLabel("Password").fill(password);
        await page.getByRole("button", { name: "Sign in", exact: true }).click();
        await expect(page.getByText(told[tries] ?? "")).toBeVisible();
      }
      await server.stop();
    },
  );
}

story("a search that is one too many waits for its turn, and is made then", async ({ visit }) => {
  const server = await ownServer(FEW);
  const ana = await person("Ana");
  const page = await visit({ baseURL: server.url });
  await signIn(page, ana.username);
  await page.goto("/search?q=noodles");
  await expect(page.getByText("No message that you can read has that.")).toBeVisible();

  await page.goto("/search?q=rice");
  await expect(page.getByRole("status").filter({ hasText: "You search faster" })).toContainText(
    /It goes on in \d+ s\.$/,
  );
  await whenAlive(page.getByRole("searchbox", { name: "Search messages" }));
  await expect(page.getByText("No message that you can read has that.")).toBeVisible({ timeout: 120_000 });
  await server.stop();
});
