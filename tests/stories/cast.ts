import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Locator,
  type Page,
  type Response,
} from "@playwright/test";
import { closeDatabase, openDatabase } from "@/db/client";
import { startThread } from "@/lib/new-threads";
import { setAnnouncer } from "@/lib/realtime";
import type { Viewer } from "@/lib/sessions";
import { PASSWORD, person } from "@/tests/stage/cast";

export { expect };

/** Somebody in a browser of their own. */
export type Actor = { page: Page; context: BrowserContext; viewer: Viewer };

type Stage = {
  origin: string;
  /** Gives somebody an account and a browser in which they are signed in. */
  enter: (name: string, options?: BrowserContextOptions) => Promise<Actor>;
  /** A browser of nobody. */
  visit: (options?: BrowserContextOptions) => Promise<Page>;
};

/** Each story makes its own people, so that no story sees another's. Whatever breaks the page's rules fails it. */
export const story = base.extend<Stage, { people: undefined }>({
  people: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to see what a fixture needs.
    async ({}, use) => {
      openDatabase(process.env.STORY_DATABASE_URL ?? "", 2);
      setAnnouncer(() => {});
      // What a story brings lies where the server looks for it.
      process.env.DATA_DIR = process.env.STORY_DATA;
      await use(undefined);
      await closeDatabase();
    },
    { scope: "worker", auto: true },
  ],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to see what a fixture needs.
  origin: async ({}, use) => use(process.env.STORY_ORIGIN ?? ""),

  visit: async ({ browser, origin }, use, story) => {
    const complaints: string[] = [];
    const contexts: BrowserContext[] = [];
    await use(async (options) => {
      const context = await openContext(browser, { baseURL: origin, ...options }, complaints);
      contexts.push(context);
      return context.newPage();
    });
    if (story.errors.length > 0) await tellWhatIsShown(contexts.flatMap((context) => context.pages()));
    for (const context of contexts) await context.close();
    expect(complaints).toEqual([]);
  },

  enter: async ({ visit }, use) => {
    await use(async (name, options) => {
      const viewer = await person(name);
      const page = await visit(options);
      await signIn(page, viewer.username);
      return { page, context: page.context(), viewer };
    });
  },
});

/** For whoever reads why a story failed, and has nothing but its output. */
async function tellWhatIsShown(pages: Page[]): Promise<void> {
  for (const page of pages) {
    const text = await page.locator("body").textContent({ timeout: 1_000 }).catch(String);
    console.log(`${page.url()} shows: ${text?.replace(/\s+/g, " ").slice(0, 400)}`);
  }
}

export async function signIn(page: Page, username: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("textbox", { name: "Username" }).fill(username);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(/\/t$/);
}

/** The id of the direct thread of two people. Nothing is said in it yet. */
export async function directThread(one: Viewer, other: Viewer): Promise<string> {
  const { threadId } = await startThread(one, { viewerId: one.id, personIds: [other.id], title: "" });
  return threadId;
}

export const log = (page: Page) => page.getByRole("log", { name: "Messages" });
/** What stands by a message that the server has, however far it has come since. */
export const ARRIVED = /Sent|Delivered|Read/;

export const composer = (page: Page) => page.getByRole("textbox", { name: "Message" });

/** Waits until the tab hears what happens: what is said before that only comes with the next catch-up. */
export async function whenConnected(page: Page): Promise<void> {
  await expect(page.getByRole("status", { name: "Connection" })).toContainText("Connected");
}

/** Asks to connect, and waits until it is: the tab may be quicker by itself, and then there is nothing to press. */
export async function tryNow(page: Page): Promise<void> {
  const button = page.getByRole("button", { name: "Try now" }).first();
  await expect(async () => {
    if (await button.isVisible()) await button.click({ timeout: 1_000 });
    await expect(page.getByRole("status", { name: "Connection" })).toContainText("Connected", { timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
}

/** Waits until React listens to a control: what is pressed on a page that was only just shown is not heard. */
export async function whenAlive(control: Locator): Promise<void> {
  const listens = (element: Element) => Object.keys(element).some((key) => key.startsWith("__reactProps"));
  await expect.poll(() => control.evaluate(listens)).toBe(true);
}

/** Turns a switch, also on a page that is not alive at first, and waits until the server knows: it shows before that. */
export async function turn(toggle: Locator, isOn: boolean): Promise<void> {
  const page = toggle.page();
  const isSaving = (response: Response) => response.request().method() === "POST" && response.url() === page.url();
  const saved = page.waitForResponse(isSaving, { timeout: 60_000 });
  const wanted = String(isOn);
  await expect(async () => {
    if ((await toggle.getAttribute("aria-checked")) !== wanted) await toggle.click();
    await expect(toggle).toHaveAttribute("aria-checked", wanted, { timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  await (await saved).finished();
}

export async function write(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press("Enter");
}

/** Where something is on the screen, when whatever was moving has come to rest. */
export async function restingBox(locator: Locator): ReturnType<Locator["boundingBox"]> {
  await locator.evaluate(({ ownerDocument }) => {
    const ending = ownerDocument
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    return Promise.allSettled(ending.map(({ finished }) => finished));
  });
  return locator.boundingBox();
}

/** Everything that this browser keeps for the site, as text. */
export function leftBehind(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const opened = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("parley");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const names = [...opened.objectStoreNames];
    const rows = await Promise.all(
      names.map(
        (name) =>
          new Promise((resolve) => {
            const request = opened.transaction(name).objectStore(name).getAll();
            request.onsuccess = () => resolve(request.result);
          }),
      ),
    );
    return JSON.stringify([rows, { ...localStorage }, { ...sessionStorage }, await window.caches?.keys()]);
  });
}

/** A browser of its own; whatever breaks the rules of its pages is added to the complaints. */
export async function openContext(browser: Browser, options: BrowserContextOptions, complaints: string[]) {
  const context = await browser.newContext(options);
  context.on("weberror", (error) => complaints.push(error.error().message));
  context.on("console", (message) => {
    if (/Content.Security.Policy|hydrat/i.test(message.text())) complaints.push(message.text());
  });
  return context;
}
