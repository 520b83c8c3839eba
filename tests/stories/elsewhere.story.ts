import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "@playwright/test";
import { person } from "@/tests/stage/cast";
import { freePort } from "@/tests/stage/port";
import { aPhoto, pick, sendButton } from "./attaching";
import { browserArguments, browserPath } from "./browser";
import { ARRIVED, directThread, expect, log, signIn, story, whenConnected, write } from "./cast";
import { ownServer } from "./own-server";

const LOOPBACK = /^(unix \/.*|(tcp|dns) (localhost|127\.0\.0\.1|::1|undefined))$/;

/** What a browser that knows only this way out would have sent to others than this machine. */
async function openWayOut() {
  const port = await freePort();
  const asked: string[] = [];
  const proxy = createServer((stream) => {
    stream.on("error", () => {}).on("data", (head) => asked.push(String(head).split("\r\n")[0] ?? ""));
    stream.end("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  }).listen(port, "127.0.0.1");
  return { asked, address: `127.0.0.1:${port}`, close: () => proxy.close() };
}

story("neither the server nor the browser asks anybody else for anything", async () => {
  const folder = mkdtempSync(join(tmpdir(), "parley-elsewhere-"));
  const told = join(folder, "connections");
  const watched = pathToFileURL("tests/stage/connections.mjs").href;
  const server = await ownServer({ NODE_OPTIONS: `--import=${watched}`, STORY_CONNECTIONS: told });
  const wayOut = await openWayOut();
  const browser = await chromium.launch({
    executablePath: await browserPath(),
    args: [...browserArguments, `--proxy-server=${wayOut.address}`],
  });
  const [ana, ben] = [await person("Ana"), await person("Ben")];
  const threadId = await directThread(ana, ben);
  const [anas, bens] = await Promise.all(
    [ana, ben].map(async ({ username }) => {
      const page = await (await browser.newContext({ baseURL: server.url })).newPage();
      await signIn(page, username);
      await page.goto(`/t/${threadId}`);
      await whenConnected(page);
      return page;
    }),
  );

  await write(anas!, "See https://news.example.org/noodles");
  await expect(log(bens!)).toContainText("noodles");
  await pick(bens!, await aPhoto("menu.png"));
  await sendButton(bens!).click();
  await expect(log(bens!).getByRole("article").last()).toContainText(ARRIVED);
  await expect(log(anas!).getByRole("img", { name: "menu.png" })).toBeVisible();
  await anas!.goto("/search?q=noodles");
  await expect(anas!.getByRole("main")).toContainText("noodles");
  await anas!.goto("/settings");
  await expect(anas!.getByRole("heading").first()).toBeVisible();

  const connections = readFileSync(told, "utf8").trim().split("\n");
  expect(connections.length).toBeGreaterThan(0);
  expect(connections.filter((line) => !LOOPBACK.test(line))).toEqual([]);
  expect(wayOut.asked).toEqual([]);
  // What the browser does ask for elsewhere comes that way.
  await anas!.goto("http://elsewhere.test/").catch(() => {});
  await expect.poll(() => wayOut.asked.join()).toContain("elsewhere.test");

  await browser.close();
  await server.stop();
  wayOut.close();
  rmSync(folder, { recursive: true });
});
