import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContextOptions, chromium, type Page } from "@playwright/test";
import { startServer } from "./stage/server";
import { browserArguments, browserPath } from "./stories/browser";

/** `npm run screenshots`: what the screens of the demo look like, on what `npm run build` made last. */
const FOLDER = "docs/screenshots";

const SIZES = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
} satisfies Record<string, BrowserContextOptions>;

/** How to get to each screen as somebody who has just come to the sign-in page. */
const SCREENS: Record<string, (page: Page) => Promise<void>> = {
  "sign-in": async () => {},
  list: signIn,
  conversation: async (page) => {
    await signIn(page);
    await page.getByRole("link", { name: /^Lake weekend/ }).click();
    await page.getByRole("log", { name: "Messages" }).waitFor();
  },
  "new-conversation": async (page) => {
    await signIn(page);
    await page.getByRole("button", { name: "New conversation" }).click();
    await page.getByRole("combobox", { name: "People" }).fill("b");
    await page.getByRole("option", { name: /Bob/ }).waitFor();
  },
};

async function signIn(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign in as alice" }).click();
  await page.getByText("Connected").first().waitFor({ state: "attached" });
}

const data = mkdtempSync(join(tmpdir(), "parley-screenshots-"));
const browser = await chromium.launch({ executablePath: await browserPath(), args: browserArguments });
mkdirSync(FOLDER, { recursive: true });
for (const [screen, open] of Object.entries(SCREENS)) {
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
