import { display, person, say } from "@/tests/stage/cast";
import { composer, directThread, expect, log, story, whenConnected, write } from "./cast";
import { isAtEnd, message, openLong, rows, scrollBy, scrollUpTo, topOf } from "./long-log";

story("a thread with more unread messages than a page opens at the first of them", async ({ enter }) => {
  const ana = await enter("Ana");
  const threadId = await openLong(ana, await person("Ben"), 600, 400);
  const line = log(ana.page).getByRole("separator", { name: "New messages" });

  await expect(message(ana.page, 201)).toBeInViewport();
  const first = await line.evaluate((element) => element.nextElementSibling?.id);
  expect(first).toBe("m-201");
  await expect(line).toBeInViewport();
  expect(await topOf(ana.page, 201)).toBeLessThan(160);
  await expect(ana.page.getByRole("button", { name: /^Jump to newest/ })).toContainText("99+ new");

  // What passes by is read; what was not come to is not. The page after the first one has to be there to be come to.
  await expect(message(ana.page, 260)).toBeAttached();
  await scrollBy(ana.page, (await topOf(ana.page, 225)) - 120);
  const unread = async () => (await display(ana.viewer, threadId, 0))?.seq;
  await expect.poll(unread).toBeGreaterThan(225);
  expect(await unread()).toBeLessThan(260);
  await expect(line).toHaveCount(1);
});

story("nothing moves what one reads, and only the end is followed", async ({ enter }) => {
  const ana = await enter("Ana");
  const ben = await person("Ben");
  const threadId = await openLong(ana, ben, 400);
  await expect(message(ana.page, 400)).toBeInViewport();
  await say(ben, threadId, "followed at the end");
  await expect.poll(() => isAtEnd(ana.page)).toBe(true);

  await scrollUpTo(ana.page, 330);
  const top = await topOf(ana.page, 330);
  const stays = async () => expect(Math.abs((await topOf(ana.page, 330)) - top)).toBeLessThan(0.5);

  // Arrivals, below.
  const answer = await say(ben, threadId, "not followed elsewhere");
  await expect(message(ana.page, answer.seq)).toBeAttached();
  await stays();
  // What grows late, above and below, as a picture does that came without its measures.
  for (const number of [315, 300, 345]) {
    await message(ana.page, number).evaluate((row) => {
      (row as HTMLElement).style.paddingBottom = "137px";
    });
    await ana.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    await stays();
  }
  // The next page, above.
  const oldest = await log(ana.page).getByRole("article").first().getAttribute("id");
  await log(ana.page).getByRole("button", { name: "Show older messages" }).dispatchEvent("click");
  await expect(log(ana.page).getByRole("article").first()).not.toHaveId(oldest ?? "");
  await stays();
});

story("from the end to the first message and back there are never many more than 300 rows", async ({ enter }) => {
  const ana = await enter("Ana");
  await openLong(ana, await person("Ben"), 700);
  let most = 0;
  const scrollUntil = async (number: number, step: number) => {
    await expect(async () => {
      await scrollBy(ana.page, step);
      most = Math.max(most, await rows(ana.page));
      await expect(message(ana.page, number)).toBeInViewport({ timeout: 10 });
    }).toPass({ intervals: [30] });
  };

  await message(ana.page, 700).focus();
  await scrollUntil(1, -1500);
  // What had the focus was let go of; whoever uses keys is still in the log.
  expect(await log(ana.page).evaluate((element) => element.contains(document.activeElement))).toBe(true);
  await expect(log(ana.page).getByRole("button", { name: "Show older messages" })).toHaveCount(0);
  await scrollUntil(700, 1500);
  await expect(ana.page.getByRole("button", { name: /^Jump to newest/ })).toHaveCount(0);
  expect(most).toBeGreaterThan(200);
  expect(most).toBeLessThanOrEqual(300);
});

story("whoever comes back to a conversation is where they were, also after a reload", async ({ enter }) => {
  const ana = await enter("Ana");
  const threadId = await openLong(ana, await person("Ben"), 600);
  const other = await directThread(ana.viewer, await person("Cleo"));
  await say(ana.viewer, other, "Cinema?");
  for (const number of [560, 500, 440]) await scrollUpTo(ana.page, number);
  const top = await topOf(ana.page, 440);
  const isThere = async () => {
    await expect(message(ana.page, 440)).toBeInViewport();
    await expect.poll(async () => Math.abs((await topOf(ana.page, 440)) - top)).toBeLessThan(2);
  };

  await ana.page.getByRole("link", { name: /^Cleo/ }).click();
  await expect(log(ana.page)).toContainText("Cinema?");
  await ana.page.getByRole("link", { name: /^Ben/ }).click();
  await isThere();
  await ana.page.reload();
  await isThere();
  await ana.page.getByRole("button", { name: /^Jump to newest/ }).click();
  await expect(message(ana.page, 600)).toBeInViewport();
  await ana.page.getByRole("link", { name: /^Cleo/ }).click();
  await expect(log(ana.page)).toContainText("Cinema?");
  await ana.page.getByRole("link", { name: /^Ben/ }).click();
  await expect(message(ana.page, 600)).toBeInViewport();
  await expect(ana.page).toHaveURL(`/t/${threadId}`);
});

story("who writes while reading far above comes to the end, and sees it sent", async ({ enter }) => {
  const ana = await enter("Ana");
  const threadId = await openLong(ana, await person("Ben"), 700);
  await ana.page.goto(`/t/${threadId}/m/50`);
  await whenConnected(ana.page);
  await expect(message(ana.page, 50)).toBeInViewport();
  await write(ana.page, "from far above");
  const own = log(ana.page).getByRole("article", { name: /from far above/ });
  await expect(own).toBeInViewport();
  await expect(own).toHaveId("m-701");
  await expect(message(ana.page, 700)).toBeInViewport();
  await expect(composer(ana.page)).toBeFocused();
});
