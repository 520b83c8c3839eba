import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { say } from "@/tests/stage/cast";
import { directThread, expect, log, story, whenConnected } from "./cast";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function expectNothingFound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`)).toEqual([]);
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    story(`every screen is accessible: ${colorScheme}, ${viewport.width} px wide`, async ({ enter, visit }) => {
      const options = { colorScheme, viewport, reducedMotion: "reduce" } as const;
      const visitor = await visit(options);
      await visitor.goto("/sign-in");
      await expectNothingFound(visitor);
      await visitor.goto("/nowhere");
      await expectNothingFound(visitor);

      const [ana, ben] = [await enter("Ana", options), await enter("Ben", options)];
      const threadId = await directThread(ana.viewer, ben.viewer);
      await say(ben.viewer, threadId, "Noodles?");
      await ana.page.goto("/t");
      await whenConnected(ana.page);
      await expectNothingFound(ana.page);

      await ana.page.getByRole("button", { name: "New conversation" }).click();
      await ana.page.getByRole("combobox", { name: "People" }).fill(ben.viewer.username);
      await expect(ana.page.getByRole("option", { name: ben.viewer.username })).toBeVisible();
      await expectNothingFound(ana.page);

      await ana.page.goto(`/t/${threadId}`);
      await expect(log(ana.page)).toContainText("Noodles?");
      await ana.page.getByRole("button", { name: "Details" }).click();
      await expectNothingFound(ana.page);
    });
  }
}
