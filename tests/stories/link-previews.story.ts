import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import type { Page } from "@playwright/test";
import { aPicture } from "@/tests/stage/pictures";
import { expectAccessible } from "./axe";
import { expect, log, restingBox, story, turn, whenConnected, write } from "./cast";
import { emptyDatabase, ownServer } from "./own-server";

const PAGE = `<!doctype html><title>Plain</title>
<meta property="og:title" content="Hand-pulled noodles &amp; where to eat them">
<meta property="og:site_name" content="The Noodle News">
<meta property="og:description" content="Nine kitchens, nine broths, and one table that nobody should miss this winter.">
<meta property="og:image" content="/noodles.png">`;

/** What the server of the story finds at every name: a page, and its picture. The page waits for `open`. */
async function aSite() {
  const picture = await aPicture("png", { width: 1200, height: 630 });
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const answer: RequestListener = async ({ url }, response) => {
    if (url?.startsWith("/slow")) await opened;
    const isPicture = url === "/noodles.png";
    response.writeHead(200, { "Content-Type": isPicture ? "image/png" : "text/html; charset=utf-8" });
    response.end(isPicture ? picture : PAGE);
  };
  const site = createServer(answer).listen(0, "127.0.0.1");
  await new Promise((resolve) => site.once("listening", resolve));
  return { port: (site.address() as AddressInfo).port, open, close: () => site.close() };
}

async function enterDemo(page: Page, name: string, other: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: `Sign in as ${name}` }).click();
  await page.waitForURL(/\/t$/);
  await page
    .getByRole("navigation", { name: "Conversations" })
    .getByRole("link", { name: new RegExp(`^${other}`) })
    .click();
  await whenConnected(page);
}

const previews = (page: Page) => log(page).getByRole("group", { name: "Preview of news.example.org" });

story("previews come when an administrator wants them, live, and go when their author does not", async ({ visit }) => {
  const site = await aSite();
  const elsewhere = pathToFileURL("tests/stage/elsewhere.mjs").href;
  const outside = { NODE_OPTIONS: `--import=${elsewhere}`, STORY_PAGES_PORT: String(site.port) };
  const server = await ownServer({ DATABASE_URL: await emptyDatabase(), ...outside });
  const [alice, bob] = [
    await visit({ baseURL: server.url }),
    await visit({ baseURL: server.url, viewport: { width: 390, height: 500 } }),
  ];
  await enterDemo(alice, "alice", "Bob");
  await enterDemo(bob, "bob", "Alice");
  await write(alice, "Off: http://news.example.org/off");
  await expect(log(bob).getByRole("article", { name: /Off: / })).toBeVisible();

  const administration = await alice.context().newPage();
  await administration.goto("/admin/settings");
  const toggle = administration.getByRole("switch", { name: "Link previews" });
  await turn(toggle, true);
  await expectAccessible(administration);
  await administration.reload();
  await expect(toggle).toHaveAttribute("aria-checked", "true");

  await write(alice, "Look: http://news.example.org/noodles");
  await expect(previews(bob)).toHaveCount(1);
  const link = previews(bob).getByRole("link", { name: /The Noodle News · news\.example\.org Hand-pulled noodles &/ });
  await expect(link).toHaveAttribute("href", "http://news.example.org/noodles");
  const image = previews(bob).locator("img");
  await image.scrollIntoViewIfNeeded();
  await expect.poll(() => image.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(640);
  await expect(previews(bob).getByRole("button")).toHaveCount(0);
  await expect(previews(alice)).toBeVisible();
  for (const page of [alice, bob]) await expectAccessible(page);
  await bob.reload();
  await expect(previews(bob)).toHaveCount(1);

  // What one reads stays where it is, when a preview comes below it.
  await whenConnected(bob);
  await write(alice, "Slow: http://news.example.org/slow");
  const slow = log(bob).getByRole("article", { name: /Slow: / });
  await expect(slow).toBeVisible();
  const read = log(bob).getByRole("article", { name: /Off: / });
  await read.scrollIntoViewIfNeeded();
  const before = (await restingBox(read))?.y ?? Number.NaN;
  site.open();
  await expect(slow.getByRole("group", { name: /^Preview/ })).toHaveCount(1);
  const after = (await restingBox(read))?.y ?? Number.NaN;
  expect(Math.abs(after - before)).toBeLessThan(1);

  const address = (await image.first().getAttribute("src")) ?? "";
  expect((await bob.context().request.get(address)).status()).toBe(200);
  await previews(alice).first().getByRole("button", { name: "Remove preview" }).click();
  for (const page of [alice, bob]) await expect(previews(page)).toHaveCount(1);
  expect((await bob.context().request.get(address)).status()).toBe(404);
  await turn(toggle, false);
  await bob.reload();
  await expect(slow).toBeVisible();
  await expect(previews(bob)).toHaveCount(0);
  await server.stop();
  site.close();
});
