import type { Locator, Page } from "@playwright/test";
import { say } from "@/tests/stage/cast";
import { HOSTILE_TEXTS } from "@/tests/stage/hostile-texts";
import { ARRIVED, composer, directThread, expect, log, restingBox, story, whenConnected, write } from "./cast";

const CODE = "```ts\nconst noodles = 2; // portions\n\nexport { noodles };\n```";

story("Markdown is shown as it is meant, while it is sent and after a reload", async ({ enter }) => {
  const [ana, ben] = [await enter("Ana"), await enter("Ben")];
  await ana.page.goto(`/t/${await directThread(ana.viewer, ben.viewer)}`);
  await whenConnected(ana.page);
  await write(ana.page, "**Noodles** at [the *usual* place](https://noodles.test/a_(b)), or ben@noodles.org");
  await composer(ana.page).fill("> who pays?\nI do:\n- noodles\n- tea");
  await composer(ana.page).press("Enter");

  const shows = async () => {
    await expect(log(ana.page).getByRole("article", { name: /: Noodles at the usual place, or ben@/ })).toBeVisible();
    await expect(log(ana.page).getByRole("strong")).toHaveText("Noodles");
    const place = log(ana.page).getByRole("link", { name: "the usual place" });
    await expect(place).toHaveAttribute("href", "https://noodles.test/a_(b)");
    await expect(place).toHaveAttribute("rel", "noreferrer noopener");
    await expect(log(ana.page).getByRole("link", { name: /ben@/ })).toHaveAttribute("href", "mailto:ben@noodles.org");
    await expect(log(ana.page).getByRole("blockquote")).toHaveText("who pays?");
    await expect(log(ana.page).getByRole("listitem")).toHaveText([/^noodles$/, /^tea/]);
  };
  await shows();
  await expect(ana.page.getByRole("link", { name: /You: who pays\? I do: noodles tea/ })).toBeVisible();
  await ana.page.reload();
  await shows();
});

story("code can be copied, and its colours come without moving anything", async ({ enter }) => {
  const [ana, ben] = [await enter("Ana"), await enter("Ben")];
  await ana.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await ana.page.goto(`/t/${await directThread(ana.viewer, ben.viewer)}`);
  await whenConnected(ana.page);
  let letThrough: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await ana.page.route(/\.js/, async (route) => {
    await held;
    await route.continue();
  });
  await write(ana.page, CODE);
  await write(ana.page, "below");
  await expect(log(ana.page).getByRole("article", { name: /below/ })).toContainText(ARRIVED);
  const code = log(ana.page).getByRole("group", { name: "Code, ts" });
  await expect(code).toContainText("const noodles = 2;");
  await expect(code.locator("span")).toHaveCount(0);
  const before = await places(code, log(ana.page).getByText("below"));
  letThrough();
  await expect(code.locator("span", { hasText: "const" })).toHaveClass("text-code-keyword");
  const after = await places(code, log(ana.page).getByText("below"));
  // A line in pieces is rounded piece by piece: to less than what anybody can see.
  after.forEach((place, number) => {
    expect(place).toBeCloseTo(before[number] ?? Number.NaN, 0);
  });

  await log(ana.page).getByRole("button", { name: "Copy code" }).click();
  const copied = () => ana.page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toBe("const noodles = 2; // portions\n\nexport { noodles };");
});

story("a conversation without code loads nothing to colour it with", async ({ enter }) => {
  const [ana, ben] = [await enter("Ana"), await enter("Ben")];
  const threadId = await directThread(ana.viewer, ben.viewer);
  await say(ben.viewer, threadId, "**Noodles** `2` > 1\n```klingon\nnuqneH\n```");
  const scripts = new Set<string>();
  ana.page.on("request", (request) => /\.js$/.test(new URL(request.url()).pathname) && scripts.add(request.url()));
  await ana.page.goto(`/t/${threadId}`);
  await whenConnected(ana.page);
  const hasColours = async () => {
    const texts = await Promise.all(Array.from(scripts, async (url) => (await ana.page.request.get(url)).text()));
    return texts.some((text) => text.includes("source.ts") || text.includes("entity.name.type"));
  };

  await expect(log(ana.page).getByText("nuqneH")).toBeVisible();
  await ana.page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  expect(scripts.size).toBeGreaterThan(3);
  expect(await hasColours()).toBe(false);

  await say(ben.viewer, threadId, CODE);
  await ana.page.reload();
  await expect(log(ana.page).locator(".text-code-keyword").first()).toBeVisible();
  expect(await hasColours()).toBe(true);
});

story("no text that anybody can send runs anything", async ({ enter }) => {
  const [ana, ben] = [await enter("Ana"), await enter("Ben")];
  const threadId = await directThread(ana.viewer, ben.viewer);
  const keepable = HOSTILE_TEXTS.filter((text) => !text.includes("\0"));
  for (const text of keepable) await say(ben.viewer, threadId, text);
  const dialogs: string[] = [];
  ana.page.on("dialog", (dialog) => dialogs.push(dialog.message()));
  await ana.page.goto(`/t/${threadId}`);
  await whenConnected(ana.page);
  await expect(log(ana.page).getByRole("article").last()).toBeVisible();
  await log(ana.page).evaluate((element) => element.scrollTo({ top: -1e6 }));
  await expect(log(ana.page).getByRole("article").first()).toBeVisible();

  expect(await foreignElements(ana.page)).toEqual([]);
  expect(await ana.page.evaluate(() => "ran" in window)).toBe(false);
  expect(dialogs).toEqual([]);
});

async function places(...elements: Locator[]): Promise<number[]> {
  const boxes = await Promise.all(elements.map(restingBox));
  return boxes.flatMap((box) => (box ? [box.x, box.y, box.width, box.height] : []));
}

/** What is in a message and is no element of ours, or has an address that is none of the web. */
function foreignElements(page: Page): Promise<string[]> {
  return log(page).evaluate((element) => {
    const foreign =
      "script, img, iframe, style, math, details, form, object, embed, [onerror], [onload], [onmouseover]";
    const links = Array.from(element.querySelectorAll("article a")).filter(
      (link) => !/^(https?:\/\/|mailto:)/.test(link.getAttribute("href") ?? ""),
    );
    return [...element.querySelectorAll(foreign), ...links].map((found) => found.outerHTML);
  });
}
