import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContextOptions, chromium, type Locator, type Page } from "@playwright/test";
import { openShow } from "./faults/watch/show";
import { startServer } from "./stage/server";
import { browserArguments, browserPath } from "./stories/browser";

/**
 * `npm run screenshots`: what the screens of the demo and of the proof look like, on what `npm run build` made last. With
 * names behind it (`npm run screenshots -- list proof`) only those.
 */
const FOLDER = "docs/screenshots";

const SIZES = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
} satisfies Record<string, BrowserContextOptions>;

/** How to get to each screen as somebody who has just come to the sign-in page. */
const SCREENS: Record<string, (page: Page) => Promise<void>> = {
  "sign-in": async () => {},
  list: signIn,
  conversation: openLake,
  "message-actions": async (page) => {
    await openLake(page);
    const message = page.getByRole("article", { name: /flamingo/ });
    if (isPhone(page)) await rest(page, message.getByText("swimming ring"));
    else {
      await message.hover();
      await message.getByRole("button", { name: "More" }).click();
      await page.getByRole("menu").waitFor();
    }
  },
  reply: async (page) => {
    await openLake(page);
    await page.getByRole("log", { name: "Messages" }).focus();
    await page.keyboard.press("k");
    await page.keyboard.press("r");
    await page.getByRole("textbox", { name: "Message" }).pressSequentially("Ten it is, @ch");
    await page.getByRole("option", { name: /Charlie/ }).waitFor();
  },
  emoji: async (page) => {
    await openLake(page);
    await page.getByRole("button", { name: "Emoji", exact: true }).click();
    await page.getByRole("combobox", { name: "Search emoji" }).fill("boat");
    await page.getByRole("option").first().waitFor();
  },
  details: async (page) => {
    await openLake(page);
    await page.getByRole("button", { name: "Details" }).click();
    await page.getByRole("complementary", { name: "Details" }).waitFor();
  },
  "new-conversation": async (page) => {
    await signIn(page);
    await page.getByRole("button", { name: "New conversation" }).click();
    await page.getByRole("combobox", { name: "People" }).fill("b");
    await page.getByRole("option", { name: /Bob/ }).waitFor();
  },
  palette: async (page) => {
    await signIn(page);
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").getByRole("combobox").fill("c");
    await page
      .getByRole("option", { name: /Charlie/ })
      .first()
      .waitFor();
  },
  search: async (page) => {
    await signIn(page);
    await page.goto("/search?q=boat");
    await page.getByRole("list", { name: "Results" }).waitFor();
  },
  shortcuts: async (page) => {
    await signIn(page);
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  },
  settings: async (page) => {
    await signIn(page);
    await page.goto("/settings");
    await page.getByRole("switch", { name: "Online status" }).waitFor();
  },
  people: async (page) => {
    await signIn(page);
    await page.goto("/admin/people");
    await page.getByRole("button", { name: "Manage Bob" }).click();
    await page.getByRole("button", { name: "Delete…" }).click();
  },
  invites: async (page) => {
    await signIn(page);
    await makeInvite(page);
  },
  join: async (page) => {
    await signIn(page);
    const link = await makeInvite(page);
    await page.context().clearCookies();
    await page.goto(link);
    await page.getByRole("button", { name: "Join" }).waitFor();
  },
  offline: async (page) => {
    await openLake(page);
    await page.context().setOffline(true);
    await page.getByRole("textbox", { name: "Message" }).fill("Is anybody there?");
    await page.keyboard.press("Enter");
    await page.getByText("Waiting").waitFor();
    await page.getByRole("button", { name: "Try now" }).waitFor();
  },
};

async function makeInvite(page: Page): Promise<string> {
  await page.goto("/admin/invites");
  await page.getByRole("button", { name: "Make link" }).click();
  return page.getByRole("textbox", { name: "Invite link" }).inputValue();
}

async function openLake(page: Page): Promise<void> {
  await signIn(page);
  await page.getByRole("link", { name: /^Lake weekend/ }).click();
  await page.getByRole("log", { name: "Messages" }).waitFor();
  await page.getByRole("article", { name: /Boat is ours/ }).waitFor();
}

const isPhone = (page: Page) => (page.viewportSize()?.width ?? 0) < 768;

/** A finger rests on something until a sheet opens. */
async function rest(page: Page, target: Locator): Promise<void> {
  const { x = 0, y = 0 } = (await target.boundingBox()) ?? {};
  const session = await page.context().newCDPSession(page);
  await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x: x + 20, y: y + 6 }] });
  await page.getByRole("dialog").waitFor();
  await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}

async function signIn(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign in as alice" }).click();
  await page.getByText("Connected").first().waitFor({ state: "attached" });
}

/** Bob comes back to 500 messages, and they go on talking until there is something to read. */
async function shootProof(): Promise<void> {
  const show = await openShow({ isNaive: false });
  const schemes = ["light", "dark"] as const;
  const pages = await Promise.all(
    schemes.map(async (colorScheme) => {
      const options = { ...SIZES.desktop, colorScheme, reducedMotion: "reduce" } as const;
      const page = await (await browser.newContext(options)).newPage();
      await page.goto(show.url);
      return { page, path: `${FOLDER}/prove-${colorScheme}.png` };
    }),
  );
  const [{ page }] = pages as [(typeof pages)[number]];
  for (const button of ["Cut Bob’s network", "Send 500", "Mend Bob’s network"]) {
    await page.getByRole("button", { name: button }).click();
  }
  await page.mouse.move(0, 0);
  for (const { page } of pages) await page.locator("#bob").getByText("The flamingo.").waitFor();
  for (const { page, path } of pages) {
    await page.getByText("Everything that was sent").waitFor();
    await page.screenshot({ path });
  }
  await show.close();
}

const wanted = process.argv.slice(2);
const isWanted = (screen: string) => wanted.length === 0 || wanted.includes(screen);

const data = mkdtempSync(join(tmpdir(), "parley-screenshots-"));
const browser = await chromium.launch({ executablePath: await browserPath(), args: browserArguments });
mkdirSync(FOLDER, { recursive: true });
if (isWanted("proof")) await shootProof();
for (const [screen, open] of Object.entries(SCREENS)) {
  if (!isWanted(screen)) continue;
  for (const [size, options] of Object.entries(SIZES)) {
    for (const colorScheme of ["light", "dark"] as const) {
      // A server of its own for each: what is read on one picture is still unread on the next.
      const server = await startServer({ DATA_DIR: join(data, screen, size, colorScheme) });
      const context = await browser.newContext({
        ...options,
        colorScheme,
        reducedMotion: "reduce",
        baseURL: server.url,
      });
      const page = await context.newPage();
      await page.goto("/sign-in");
      await open(page);
      await page.mouse.move(0, 0);
      await page.waitForLoadState("load");
      await page.evaluate(() => document.fonts.ready);
      await page.screenshot({ path: `${FOLDER}/${screen}-${size}-${colorScheme}.png` });
      await context.close();
      await server.stop();
    }
  }
}
await browser.close();
rmSync(data, { recursive: true, force: true });
