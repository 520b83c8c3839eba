import { openThread } from "@/lib/threads";
import { freePort } from "@/tests/stage/port";
import {
  type Actor,
  ARRIVED,
  composer,
  directThread,
  expect,
  leftBehind,
  log,
  story,
  whenConnected,
  write,
} from "./cast";
import { ownServer } from "./own-server";

/** As in somebody's own network: a name that is not localhost, and no TLS. */
async function plainServer() {
  const port = await freePort();
  return ownServer({ PUBLIC_URL: `http://parley.test:${port}`, DEMO_PUBLIC: "1" }, port);
}

async function expectInsecure({ page }: Actor): Promise<void> {
  const has = () => [isSecureContext, "locks" in navigator, "randomUUID" in crypto, "clipboard" in navigator];
  expect(await page.evaluate(has)).toEqual([false, false, false, false]);
}

story("without a secure context two tabs send what both wrote offline, once and in order", async ({ enter }) => {
  const server = await plainServer();
  const [ana, ben] = [await enter("Ana", { baseURL: server.url }), await enter("Ben", { baseURL: server.url })];
  await expectInsecure(ana);
  const threadId = await directThread(ana.viewer, ben.viewer);
  const tabs = [ana.page, await ana.context.newPage()];
  for (const page of [...tabs, ben.page]) {
    await page.goto(`/t/${threadId}`);
    await whenConnected(page);
  }

  await ana.context.setOffline(true);
  const texts = [1, 2, 3, 4, 5, 6].map((number) => `number ${number}`);
  for (const [place, text] of texts.entries()) {
    await write(tabs[place % 2]!, text);
    for (const page of tabs) await expect(log(page).getByRole("article", { name: text })).toContainText("Waiting");
  }
  await ana.context.setOffline(false);

  for (const page of tabs) {
    for (const text of texts) await expect(log(page).getByRole("article", { name: text })).toContainText(ARRIVED);
  }
  for (const page of [...tabs, ben.page]) {
    const bodies = await log(page).getByRole("article").allTextContents();
    expect(bodies.map((body) => /number \d/.exec(body)?.[0])).toEqual(texts);
  }
  const opened = await openThread(ben.viewer, threadId);
  expect(opened.page.messages.map(({ body }) => body)).toEqual(texts);
  await server.stop();
});

story("without a secure context, too, text is kept over a reload and forgotten on sign-out", async ({ enter }) => {
  const server = await plainServer();
  const [ana, ben] = [await enter("Ana", { baseURL: server.url }), await enter("Ben", { baseURL: server.url })];
  await expectInsecure(ana);
  const { page } = ana;
  await page.goto(`/t/${await directThread(ana.viewer, ben.viewer)}`);
  await whenConnected(page);
  await page.route(/\/t\//, (route) => {
    const isSend = route.request().postData()?.includes("a secret draft");
    return isSend ? route.abort() : route.continue();
  });
  const draft = log(page).getByRole("article", { name: /a secret draft/ });
  await write(page, "a secret draft");
  await expect(draft).toContainText("Waiting");
  await composer(page).fill("a secret half-written");

  await page.reload();
  await expect(draft).toContainText("Waiting");
  await expect(composer(page)).toHaveValue("a secret half-written");

  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("dialog", { name: "Sign out?" }).getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect(await leftBehind(page)).toBe(JSON.stringify([[[]], {}, {}, null]));
  await server.stop();
});
