import type { Page } from "@playwright/test";
import { editMessage, setReaction } from "@/lib/message-changes";
import { sendMessages } from "@/lib/messages";
import { draft, say } from "@/tests/stage/cast";
import { expectAccessible } from "./axe";
import { composer, directThread, expect, log, restingBox, story, whenConnected, write } from "./cast";

const article = (page: Page, name: RegExp) => log(page).getByRole("article", { name });

story("an edit, a reaction, a reply and a deletion reach the other without a reload", async ({ enter }) => {
  const [ana, ben] = [await enter("Ana"), await enter("Ben")];
  const threadId = await directThread(ana.viewer, ben.viewer);
  await say(ana.viewer, threadId, "Noodles?");
  for (const { page } of [ana, ben]) {
    await page.goto(`/t/${threadId}`);
    await whenConnected(page);
  }

  await article(ben.page, /Noodles\?/).hover();
  await article(ben.page, /Noodles\?/)
    .getByRole("button", { name: "React" })
    .click();
  await ben.page.getByRole("button", { name: "React with heart" }).click();
  await expect(article(ana.page, /Noodles\?/).getByRole("button", { name: "❤️ 1, Ben" })).toBeVisible();

  await article(ben.page, /Noodles\?/)
    .getByRole("button", { name: "Reply" })
    .click();
  await expect(composer(ben.page)).toBeFocused();
  await write(ben.page, "At seven");
  const reply = article(ana.page, /^Ben, .* in reply to you: At seven/);
  await expect(reply.getByRole("link", { name: /You.*Noodles\?/ })).toBeVisible();

  await composer(ana.page).press("ArrowUp");
  await expect(composer(ana.page)).toHaveValue("Noodles?");
  await composer(ana.page).fill("Soup?");
  await composer(ana.page).press("Enter");
  const edited = article(ben.page, /^Ana, .*: Soup\?/);
  await expect(edited).toContainText("edited");
  await expect(article(ben.page, /At seven/).getByRole("link", { name: /Ana.*Soup\?/ })).toBeVisible();
  await expect(composer(ana.page)).toHaveValue("");

  await edited.hover();
  await edited.getByRole("button", { name: "More" }).click();
  await ben.page.getByRole("menuitem", { name: "Show edits" }).click();
  await expect(ben.page.getByRole("dialog", { name: "Edits" }).getByRole("listitem")).toContainText([
    "Noodles?",
    "Soup?",
  ]);
  await ben.page.keyboard.press("Escape");

  const own = article(ana.page, /^You, .*: Soup\?/);
  await own.hover();
  await own.getByRole("button", { name: "More" }).click();
  await ana.page.getByRole("menuitem", { name: "Delete for everyone" }).click();
  await ana.page.getByRole("dialog", { name: "Delete for everyone?" }).getByRole("button", { name: "Delete" }).click();
  await expect(article(ben.page, /^Ana, .*: Message deleted/)).toBeVisible();
  await expect(article(ben.page, /At seven/)).toContainText("Message deleted");
  expect(await ben.page.content()).not.toContain("Soup?");
});

story("an edit that finds no way stays in the field, says so, and can be saved again", async ({ enter }) => {
  const [ana, ben] = [await enter("Ana"), await enter("Ben")];
  const threadId = await directThread(ana.viewer, ben.viewer);
  await say(ana.viewer, threadId, "Noodles?");
  await ana.page.goto(`/t/${threadId}`);
  await whenConnected(ana.page);
  await ana.page.route(/\/t\//, (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));

  await composer(ana.page).press("ArrowUp");
  await composer(ana.page).fill("Soup?");
  await composer(ana.page).press("Enter");
  await expect(ana.page.getByRole("alert").filter({ hasText: "cannot be reached" })).toBeVisible();
  await expect(composer(ana.page)).toHaveValue("Soup?");

  await ana.page.unroute(/\/t\//);
  await composer(ana.page).press("Enter");
  await expect(article(ana.page, /: Soup\?/)).toContainText("edited");
});

story("J and K go through the messages, R replies, E edits, Escape goes back to writing", async ({ enter }) => {
  const [ana, ben] = [await enter("Ana"), await enter("Ben")];
  const threadId = await directThread(ana.viewer, ben.viewer);
  for (const [viewer, text] of [
    [ana.viewer, "one"],
    [ben.viewer, "two"],
    [ana.viewer, "three"],
  ] as const)
    await say(viewer, threadId, text);
  await ana.page.goto(`/t/${threadId}`);
  await whenConnected(ana.page);
  await log(ana.page).focus();

  const keys = ana.page.keyboard;
  await keys.press("k");
  await expect(article(ana.page, /: three/)).toBeFocused();
  await expect(article(ana.page, /: three/).getByRole("button", { name: "Edit" })).toBeVisible();
  await keys.press("k");
  await expect(article(ana.page, /: two/)).toBeFocused();
  await expect(article(ana.page, /: two/).getByRole("button", { name: "Edit" })).toHaveCount(0);
  await keys.press("r");
  await expect(composer(ana.page)).toBeFocused();
  await expect(ana.page.getByText("Reply to Ben")).toBeVisible();
  await keys.press("Escape");
  await expect(ana.page.getByText("Reply to Ben")).toHaveCount(0);

  await log(ana.page).focus();
  for (const key of ["k", "k", "k", "j", "k"]) await keys.press(key);
  await expect(article(ana.page, /: one/)).toBeFocused();
  await keys.press("Escape");
  await expect(composer(ana.page)).toBeFocused();
  await log(ana.page).focus();
  for (const key of ["k", "k", "k", "e"]) await keys.press(key);
  await expect(composer(ana.page)).toHaveValue("one");
});

story("on a phone a long press opens what can be done, in a sheet", async ({ enter }) => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const [ana, ben] = [await enter("Ana", phone), await enter("Ben")];
  const threadId = await directThread(ana.viewer, ben.viewer);
  await say(ben.viewer, threadId, "Noodles?");
  await ana.page.goto(`/t/${threadId}`);
  await whenConnected(ana.page);

  const session = await ana.context.newCDPSession(ana.page);
  const sheet = ana.page.getByRole("dialog", { name: "Ben" });

  async function pressLong(): Promise<void> {
    const box = await restingBox(article(ana.page, /Noodles\?/).getByText("Noodles?"));
    const touchPoints = [{ x: (box?.x ?? 0) + 5, y: (box?.y ?? 0) + 5 }];
    await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
    await expect(sheet).toBeVisible();
    await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  }

  await pressLong();
  await expect(sheet.getByRole("button", { name: "Mark as unread" })).toBeVisible();
  await sheet.getByRole("button", { name: "React with thumbs up" }).click();
  await expect(article(ana.page, /Noodles\?/).getByRole("button", { name: "👍 1, You", pressed: true })).toBeVisible();

  await pressLong();
  await sheet.getByRole("button", { name: "More emoji" }).click();
  const [outside, inside] = await Promise.all(
    [sheet, sheet.getByRole("combobox", { name: "Search emoji" })].map(restingBox),
  );
  expect((inside?.x ?? 0) + (inside?.width ?? 0)).toBeLessThan((outside?.x ?? 0) + (outside?.width ?? 0));
});

story(
  "in a window of half the size any emoji can be found, beside the message and in the window",
  async ({ enter }) => {
    const [ana, ben] = [await enter("Ana", { viewport: { width: 720, height: 450 } }), await enter("Ben")];
    const threadId = await directThread(ana.viewer, ben.viewer);
    for (const text of ["Noodles?", "With everything"]) await say(ben.viewer, threadId, text);
    await ana.page.goto(`/t/${threadId}`);
    await whenConnected(ana.page);

    const message = article(ana.page, /With everything/);
    await message.hover();
    const [bar, text] = await Promise.all(
      [message.getByRole("button", { name: "React" }), message.getByText("With everything")].map(restingBox),
    );
    expect(bar?.x).toBeGreaterThan((text?.x ?? 0) + (text?.width ?? 0));
    await message.getByRole("button", { name: "React" }).click();
    await ana.page.getByRole("button", { name: "More emoji" }).click();
    const field = ana.page.getByRole("combobox", { name: "Search emoji" });
    await expect(field).toBeFocused();
    await expect(field).toBeInViewport({ ratio: 1 });
    await ana.page.keyboard.type("tomato");
    await expect(ana.page.getByRole("option", { name: "tomato" })).toBeInViewport();
    await ana.page.keyboard.press("Enter");
    await expect(message.getByRole("button", { name: "🍅 1, You" })).toBeVisible();
  },
);

for (const colorScheme of ["light", "dark"] as const) {
  story(`what can be done with a message is accessible: ${colorScheme}`, async ({ enter }) => {
    const [ana, ben] = [await enter("Ana", { colorScheme, reducedMotion: "reduce" }), await enter("Ben")];
    const threadId = await directThread(ana.viewer, ben.viewer);
    const { seq } = await say(ben.viewer, threadId, `Noodles, @${ana.viewer.username}?`);
    await editMessage(ben.viewer, { viewerId: ben.viewer.id, threadId, seq, body: "Noodles?" });
    await setReaction(ana.viewer, { viewerId: ana.viewer.id, threadId, seq, emoji: "🍜", isOn: true });
    const drafts = [{ ...draft("At seven"), replyTo: seq }];
    await sendMessages(ana.viewer, { viewerId: ana.viewer.id, threadId, drafts });
    await ana.page.goto(`/t/${threadId}`);
    await whenConnected(ana.page);

    const message = article(ana.page, /^Ben, .*: Noodles\?/);
    await message.hover();
    await message.getByRole("button", { name: "React", exact: true }).click();
    await expect(ana.page.getByRole("button", { name: "React with heart" })).toBeVisible();
    await expectAccessible(ana.page);
    await ana.page.keyboard.press("Escape");

    await message.hover();
    await message.getByRole("button", { name: "More" }).click();
    await expect(ana.page.getByRole("menu")).toBeVisible();
    await expectAccessible(ana.page);
    await ana.page.getByRole("menuitem", { name: "Show edits" }).click();
    await expect(ana.page.getByRole("dialog", { name: "Edits" }).getByRole("listitem")).toHaveCount(2);
    await expectAccessible(ana.page);
    await ana.page.keyboard.press("Escape");

    await message.hover();
    await message.getByRole("button", { name: "Reply" }).click();
    await expect(ana.page.getByText("Reply to Ben")).toBeVisible();
    await expectAccessible(ana.page);
  });
}
