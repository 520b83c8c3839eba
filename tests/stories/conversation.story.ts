import { removeParticipant } from "@/lib/membership";
import { groupOf } from "@/tests/stage/cast";
import { ARRIVED, composer, directThread, expect, log, story, whenConnected, write } from "./cast";

story("two people talk both ways without a reload, and a third learns nothing", async ({ enter }) => {
  const [ana, ben, eve] = [await enter("Ana"), await enter("Ben"), await enter("Eve")];
  const evesFrames: string[] = [];
  eve.page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => evesFrames.push(String(payload))));
  await eve.page.goto("/t");
  await whenConnected(eve.page);

  await ana.page.getByRole("button", { name: "New conversation" }).click();
  const dialog = ana.page.getByRole("dialog", { name: "New conversation" });
  await dialog.getByRole("combobox", { name: "People" }).fill(ben.viewer.username);
  await ana.page.getByRole("option", { name: ben.viewer.username }).click();
  await dialog.getByRole("button", { name: "Start" }).click();
  await ana.page.waitForURL(/\/t\/[0-9a-f-]{36}$/);
  await whenConnected(ana.page);
  await write(ana.page, "Noodles?");
  await expect(log(ana.page).getByRole("article", { name: /Noodles\?/ })).toContainText(ARRIVED);

  const line = ben.page
    .getByRole("navigation", { name: "Conversations" })
    .getByRole("link", { name: /^Ana.*1 unread/ });
  await line.click();
  await expect(log(ben.page).getByRole("article", { name: /^Ana, \d\d:\d\d: Noodles\?/ })).toBeVisible();
  await write(ben.page, "At seven.");
  await expect(log(ana.page).getByRole("article", { name: /^Ben, \d\d:\d\d: At seven\./ })).toBeVisible();
  await write(ana.page, "See you there");
  await expect(log(ben.page).getByRole("article", { name: /See you there/ })).toBeVisible();
  await expect(ben.page.getByRole("link", { name: /unread/ })).toHaveCount(0);
  await expect(log(ana.page).getByRole("article")).toHaveCount(3);

  await expect(eve.page.getByRole("link", { name: /Ana|Ben/ })).toHaveCount(0);
  const answer = await eve.page.goto(new URL(ana.page.url()).pathname);
  expect(answer?.status()).toBe(404);
  expect(await eve.page.content()).not.toContain("Noodles");
  await whenConnected(eve.page);
  await write(ana.page, "Eve must not see this");
  await expect(log(ben.page).getByRole("article", { name: /must not see/ })).toBeVisible();
  await eve.page.goto("/t");
  await whenConnected(eve.page);
  expect(evesFrames.length).toBeGreaterThan(0);
  expect(evesFrames.join("\n")).not.toMatch(/Noodles|must not see|At seven/);
});

story("on Enter the message is in the log at once, and keeps its element when it is confirmed", async ({ enter }) => {
  const [ana, ben] = [await enter("Ana"), await enter("Ben")];
  await ana.page.goto(`/t/${await directThread(ana.viewer, ben.viewer)}`);
  await whenConnected(ana.page);

  // The server's answer is held back until the draft has been looked at.
  let answer: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await ana.page.route(/\/t\//, async (route) => {
    if (route.request().method() === "POST") await held;
    await route.continue();
  });
  await write(ana.page, "Noodles?");

  const article = log(ana.page).getByRole("article", { name: /Noodles\?/ });
  await expect(article).toContainText("Sending");
  await expect(composer(ana.page)).toHaveValue("");
  await expect(composer(ana.page)).toBeFocused();
  const element = await article.elementHandle();

  answer();
  await expect(article).toContainText(ARRIVED);
  await expect(article).toHaveAttribute("id", "m-1");
  expect(await article.evaluate((now, then) => now === then, element)).toBe(true);
});

story("a message that found no way waits, and is sent by itself", async ({ enter }) => {
  const [ana, ben] = [await enter("Ana"), await enter("Ben")];
  const threadId = await directThread(ana.viewer, ben.viewer);
  await ana.page.goto(`/t/${threadId}`);
  await whenConnected(ana.page);
  await ana.page.route(/\/t\//, (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));

  await write(ana.page, "one");
  const one = log(ana.page).getByRole("article", { name: /one/ });
  await expect(one).toContainText("Waiting");
  await ana.page.unroute(/\/t\//);
  await expect(one).toContainText(ARRIVED);
  await expect(one).toHaveCount(1);
});

story("a message that can no longer be sent says why, and can be tried again or deleted", async ({ enter }) => {
  const [ana, ben, cleo] = [await enter("Ana"), await enter("Ben"), await enter("Cleo")];
  const threadId = await groupOf(ben.viewer, ana.viewer, cleo.viewer);
  await ana.page.goto(`/t/${threadId}`);
  await whenConnected(ana.page);
  await ana.page.route(/\/t\//, (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await write(ana.page, "too late");
  const draft = log(ana.page).getByRole("article", { name: /too late/ });
  await expect(draft).toContainText("Waiting");

  await removeParticipant(ben.viewer, { viewerId: ben.viewer.id, threadId, personId: ana.viewer.id });
  await ana.page.unroute(/\/t\//);
  await expect(draft).toContainText("Not sent");
  await expect(draft).toContainText("You are no longer in this conversation.");

  await draft.getByRole("button", { name: "Retry" }).click();
  await expect(draft).toContainText("Not sent");
  await draft.getByRole("button", { name: "Delete" }).click();
  await expect(draft).toHaveCount(0);
});
