import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { database } from "@/db/client";
import { users } from "@/db/schema";
import { changeName } from "@/lib/profile";
import { reportMessage } from "@/lib/reports";
import { person, say } from "@/tests/stage/cast";
import { pick, sendButton, text } from "./attaching";
import { expectAccessible } from "./axe";
import { type Actor, ARRIVED, directThread, expect, log, story, whenConnected } from "./cast";

async function promote({ viewer }: Actor): Promise<void> {
  await database().update(users).set({ role: "administrator" }).where(eq(users.id, viewer.id));
}

story("a message is reported, and an administrator reads and closes the report", async ({ enter }) => {
  const [ada, ana, ben] = [await enter("Ada"), await enter("Ana"), await enter("Ben")];
  await promote(ada);
  const threadId = await directThread(ana.viewer, ben.viewer);
  await say(ben.viewer, threadId, `You smell of noodles, ${threadId}.`);
  await ana.page.goto(`/t/${threadId}`);
  await whenConnected(ana.page);
  await log(ana.page)
    .getByRole("article", { name: /noodles/ })
    .hover();
  await ana.page.getByRole("button", { name: "More" }).click();
  await ana.page.getByRole("menuitem", { name: "Report" }).click();
  const dialog = ana.page.getByRole("dialog", { name: "Report this message" });
  await expectAccessible(ana.page);
  await dialog.getByRole("textbox", { name: "Reason" }).fill("It is unkind.");
  await dialog.getByRole("button", { name: "Report" }).click();
  await expect(dialog).toHaveCount(0);

  await ada.page.goto("/settings");
  await ada.page.getByRole("link", { name: "Administration" }).click();
  const report = ada.page
    .getByRole("list", { name: "Open reports" })
    .getByRole("listitem")
    .filter({ hasText: threadId });
  await expect(report).toContainText("It is unkind.");
  await expectAccessible(ada.page);
  await report.getByRole("button", { name: "Close" }).click();
  await expect(report).toHaveCount(0);
});

story("the report of a message that is files names them, and leads to none of them", async ({ enter }) => {
  const [ada, ben, cleo] = [await enter("Ada"), await enter("Ben"), await person("Cleo")];
  await promote(ada);
  const threadId = await directThread(ben.viewer, cleo);
  await ben.page.goto(`/t/${threadId}`);
  await whenConnected(ben.page);
  await pick(ben.page, text("menu.txt", "x".repeat(2048)));
  await sendButton(ben.page).click();
  await expect(log(ben.page).getByRole("article", { name: /menu\.txt/ })).toContainText(ARRIVED);
  await reportMessage(cleo, { viewerId: cleo.id, threadId, seq: 1, reason: `See ${threadId}.` });

  await ada.page.goto("/admin/reports");
  const report = ada.page
    .getByRole("list", { name: "Open reports" })
    .locator(":scope > li")
    .filter({ hasText: threadId });
  await expect(report.getByRole("list", { name: "Files" }).getByRole("listitem")).toHaveText("menu.txt2 kB");
  await expect(report.getByRole("link")).toHaveCount(0);
  await expectAccessible(ada.page);
});

story("the audit log is asked who did what, and read by a table program", async ({ enter }) => {
  const [ada, ben] = [await enter("Ada", { viewport: { width: 320, height: 700 } }), await enter("Ben")];
  await promote(ada);
  for (let count = 1; count <= 51; count += 1) {
    await changeName(ben.viewer, { viewerId: ben.viewer.id, name: `Ben ${count}` });
  }
  const { page } = ada;
  await page.goto("/admin/audit");
  await page.getByRole("textbox", { name: "Who (username)" }).fill(ben.viewer.username);
  await page.getByRole("combobox", { name: "What" }).selectOption("name-changed");
  await page.getByRole("button", { name: "Filter" }).click();
  const rows = page.getByRole("list", { name: "Audit log" }).getByRole("listitem");
  await expect(rows).toHaveCount(50);
  await expect(rows.first()).toContainText("name: Ben 51");
  await expectAccessible(page);
  expect(await isWiderThanScreen(page)).toBe(false);

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download as CSV" }).click();
  const lines = (await readFile(await (await download).path(), "utf8")).trimEnd().split("\r\n");
  expect(lines).toHaveLength(52);
  await page.getByRole("link", { name: "Older" }).click();
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText("name: Ben 1");
});

story("to everybody else there is no administration", async ({ enter, visit }) => {
  const eve = await enter("Eve");
  for (const path of ["", "/audit", "/audit/csv", "/reports", "/settings"]) {
    expect((await eve.context.request.get(`/admin${path}`)).status()).toBe(404);
  }
  await eve.page.goto("/admin/audit");
  await expect(eve.page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  await eve.page.goto("/settings");
  await expect(eve.page.getByRole("link", { name: "Administration" })).toHaveCount(0);
  const visitor = await visit();
  await visitor.goto("/admin/audit");
  await visitor.waitForURL(/\/sign-in\?next=%2Fadmin%2Faudit/);
});

function isWiderThanScreen(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
}
