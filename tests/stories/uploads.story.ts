import { createHash, randomBytes } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { person } from "@/tests/stage/cast";
import { openLink } from "@/tests/stage/link";
import { aPhoto, attached, give, pick, sendButton, text } from "./attaching";
import { expectAccessible } from "./axe";
import { ARRIVED, composer, directThread, expect, log, signIn, story, tryNow, whenConnected, write } from "./cast";
import { ownServer } from "./own-server";

/** More than lies between two ends of a connection on its way, so that a page knows that not all of it has gone. */
const LARGE = 20 * 1024 * 1024;
/** Where a connection holds it up. */
const HELD_AT = 1_000_000;

/** Ana's page, over a way that holds up whatever is large. */
async function slowWay({ origin, visit }: { origin: string; visit: (options: object) => Promise<Page> }) {
  const link = await openLink(() => ({ host: "127.0.0.1", port: Number(new URL(origin).port) }));
  link.set({ most: HELD_AT });
  const [ana, ben] = [await person("Ana"), await person("Ben")];
  const threadId = await directThread(ana, ben);
  const page = await visit({ baseURL: `http://localhost:${link.port}` });
  const puts: URL[] = [];
  page.on("request", (request) => request.method() === "PUT" && puts.push(new URL(request.url())));
  await signIn(page, ana.username);
  await page.goto(`/t/${threadId}`);
  await whenConnected(page);
  return { page, link, puts };
}

/** What the server has of a file that is on its way, in bytes. */
function gathered(puts: URL[]): number {
  const path = join(process.env.STORY_DATA ?? "", "files", "incoming", puts[0]?.searchParams.get("id") ?? "nothing");
  return existsSync(path) ? statSync(path).size : 0;
}

/** Begins to send a large file; answers what it is, when the server has some of it. */
async function beginLarge({ page, puts }: Awaited<ReturnType<typeof slowWay>>): Promise<Buffer> {
  const content = randomBytes(LARGE);
  await pick(page, text("film.bin", content));
  await expect.poll(() => gathered(puts)).toBeGreaterThan(0);
  return content;
}

async function expectArrived(page: Page, content: Buffer): Promise<void> {
  await expect(attached(page).getByRole("progressbar")).toHaveCount(0);
  await write(page, "Look");
  const article = log(page).getByRole("article", { name: /Look/ });
  await expect(article).toContainText(ARRIVED);
  const address = await article.getByRole("link", { name: /film\.bin/ }).getAttribute("href");
  const served = await (await page.context().request.get(address ?? "")).body();
  expect(hash(served)).toBe(hash(content));
}

const hash = (content: Buffer) => createHash("sha256").update(content).digest("hex");

story(
  "how far a file is can be seen, and half way it can be taken back, on the server too",
  async ({ origin, visit }) => {
    const scene = await slowWay({ origin, visit });
    const { page, link, puts } = scene;
    await composer(page).fill("half-written");
    await beginLarge(scene);
    const bar = attached(page).getByRole("progressbar", { name: "Sending film.bin" });
    await expect.poll(() => bar.evaluate((bar: HTMLProgressElement) => bar.value)).toBeGreaterThan(0);
    await expect(attached(page)).toContainText(/film\.bin\d?\d% of 20 MB/);
    await expectAccessible(page);

    await page.getByRole("button", { name: "Remove film.bin" }).click();
    await expect(attached(page)).toHaveCount(0);
    await expect.poll(() => gathered(puts)).toBe(0);
    await expect(composer(page)).toHaveValue("half-written");
    link.close();
  },
);

story("after a lost connection a file goes on from where it was", async ({ origin, visit }) => {
  const scene = await slowWay({ origin, visit });
  const { page, link, puts } = scene;
  const content = await beginLarge(scene);
  const before = gathered(puts);
  link.set({ isRefusing: true });
  link.cut();
  await expect(page.getByRole("status", { name: "Connection" })).toContainText("Offline");
  await expect(attached(page)).toContainText("20 MB, waiting");
  link.set();
  await tryNow(page);
  await expectArrived(page, content);
  const offsets = puts.map(({ searchParams }) => Number(searchParams.get("offset")));
  expect(Math.max(...offsets)).toBeGreaterThanOrEqual(before);
  link.close();
});

story("after a reload a file goes on from where it was", async ({ origin, visit }) => {
  const scene = await slowWay({ origin, visit });
  const { page, link, puts } = scene;
  const content = await beginLarge(scene);
  const before = gathered(puts);
  await page.reload();
  await whenConnected(page);
  await expect(attached(page)).toContainText("film.bin");
  link.set();
  await expectArrived(page, content);
  const offsets = puts.map(({ searchParams }) => Number(searchParams.get("offset")));
  expect(Math.max(...offsets)).toBeGreaterThanOrEqual(before);
  link.close();
});

story("a pasted image and one that is dropped anywhere are shown before and after they are sent", async ({ enter }) => {
  const [{ page, viewer }, ben] = [await enter("Ana"), await person("Ben")];
  await page.goto(`/t/${await directThread(viewer, ben)}`);
  await whenConnected(page);
  await give(page, "paste", await aPhoto("pasted.png"));
  await expect(attached(page)).toContainText("pasted.png");
  await expect
    .poll(() =>
      attached(page)
        .locator("img")
        .evaluate(({ naturalWidth }: HTMLImageElement) => naturalWidth),
    )
    .toBe(900);
  const hint = page.getByText("Drop the files to attach them");
  await give(page, "dragover", await aPhoto("dropped.png"));
  await expect(hint).toBeVisible();
  await give(page, "drop", await aPhoto("dropped.png"));
  await expect(hint).toHaveCount(0);
  await sendButton(page).click();
  for (const name of ["pasted.png", "dropped.png"]) await expect(log(page).getByRole("img", { name })).toBeVisible();
});

story("who has no room left is told so at the file, keeps what was typed, and makes room", async ({ visit }) => {
  const server = await ownServer({ FILE_QUOTA_MEGABYTES: "1" });
  const [ana, ben] = [await person("Ana"), await person("Ben")];
  const page = await visit({ baseURL: server.url });
  await signIn(page, ana.username);
  await page.goto(`/t/${await directThread(ana, ben)}`);
  await whenConnected(page);
  await composer(page).fill("Look");
  await pick(page, text("one.bin", randomBytes(700_000)), text("other.bin", randomBytes(700_000)));
  const other = attached(page).getByRole("listitem").filter({ hasText: "other.bin" });
  await expect(other).toContainText("There is no room left for your files.");
  await expectAccessible(page);
  await expect(composer(page)).toHaveValue("Look");

  await page.getByRole("button", { name: "Remove one.bin" }).click();
  await expect(attached(page).getByRole("listitem")).toHaveCount(1);
  // It may be asked for before the room is made.
  await expect(async () => {
    const retry = page.getByRole("button", { name: "Retry other.bin" });
    if (await retry.isVisible()) await retry.click();
    await expect(other).toContainText(/other\.bin684 kB$/, { timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  await composer(page).press("Enter");
  await expect(log(page).getByRole("article", { name: /Look/ })).toContainText(ARRIVED);
  await server.stop();
});
