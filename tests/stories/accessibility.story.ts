import { administrator, say } from "@/tests/stage/cast";
import { expectAccessible } from "./axe";
import { directThread, expect, log, signIn, story, whenConnected } from "./cast";

for (const colorScheme of ["light", "dark"] as const) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    story(`every screen is accessible: ${colorScheme}, ${viewport.width} px wide`, async ({ enter, visit }) => {
      const options = { colorScheme, viewport, reducedMotion: "reduce" } as const;
      const visitor = await visit(options);
      await visitor.goto("/sign-in");
      await expectAccessible(visitor);
      await visitor.goto("/nowhere");
      await expectAccessible(visitor);

      const [ana, ben] = [await enter("Ana", options), await enter("Ben", options)];
      const threadId = await directThread(ana.viewer, ben.viewer);
      await say(ben.viewer, threadId, "Noodles?");
      await ana.page.goto("/t");
      await whenConnected(ana.page);
      await expectAccessible(ana.page);

      await ana.page.getByRole("button", { name: "New conversation" }).click();
      await ana.page.getByRole("combobox", { name: "People" }).fill(ben.viewer.username);
      await expect(ana.page.getByRole("option", { name: ben.viewer.username })).toBeVisible();
      await expectAccessible(ana.page);

      await ana.page.goto("/settings");
      await expect(ana.page.getByRole("switch", { name: "Read receipts" })).toBeVisible();
      await expectAccessible(ana.page);

      const greta = await administrator("Greta");
      const gretas = await visit(options);
      await signIn(gretas, greta.username);
      await gretas.goto("/admin/people");
      await expect(gretas.getByRole("button", { name: /^Manage / }).first()).toBeVisible();
      await expectAccessible(gretas);
      await gretas.goto("/admin/invites");
      await gretas.getByRole("button", { name: "Make link" }).click();
      const link = await gretas.getByRole("textbox", { name: "Invite link" }).inputValue();
      await expectAccessible(gretas);
      await visitor.goto(link);
      await visitor.getByRole("button", { name: "Join" }).waitFor();
      await expectAccessible(visitor);
      await visitor.goto("/join/none");
      await expectAccessible(visitor);

      await ana.page.goto(`/t/${threadId}`);
      await expect(log(ana.page)).toContainText("Noodles?");
      await ana.page.getByRole("button", { name: "Details" }).click();
      await expectAccessible(ana.page);
    });
  }
}
