import { groupOf, say } from "@/tests/stage/cast";
import { expectAccessible } from "./axe";
import { type Actor, composer, directThread, expect, log, story, whenConnected, write } from "./cast";

const details = ({ page }: Actor) => page.getByRole("complementary", { name: "Details" });

async function choose(actor: Actor, item: string): Promise<void> {
  await details(actor).getByRole("button", { name: "Options for Ben" }).click();
  await actor.page.getByRole("menuitem", { name: item, exact: true }).click();
}

story("who is blocked cannot write to the person, and what they say in a group is folded", async ({ enter }) => {
  const [ana, ben, cleo] = [await enter("Ana"), await enter("Ben"), await enter("Cleo")];
  const direct = await directThread(ana.viewer, ben.viewer);
  const group = await groupOf(cleo.viewer, ana.viewer, ben.viewer);
  await say(ben.viewer, direct, "Noodles?");
  await ana.page.goto(`/t/${direct}`);
  await ben.page.goto(`/t/${direct}`);
  for (const { page } of [ana, ben]) await whenConnected(page);

  await ana.page.getByRole("button", { name: "Details", exact: true }).click();
  await choose(ana, "Block");
  await expect(composer(ana.page)).toHaveCount(0);
  await expect(details(ana).getByRole("listitem").filter({ hasText: "Ben" })).toContainText("Blocked");
  await expectAccessible(ana.page);
  await write(ben.page, "Are you there?");
  const refused = log(ben.page).getByRole("article", { name: /Are you there/ });
  await expect(refused).toContainText("You and this person cannot write to each other.");

  await ben.page.goto(`/t/${group}`);
  await whenConnected(ben.page);
  await write(ben.page, "Hello everybody");
  await ana.page.goto(`/t/${group}`);
  await whenConnected(ana.page);
  const folded = log(ana.page).getByRole("article", { name: "Message of somebody you blocked" });
  await expect(folded).toBeVisible();
  await expect(ana.page.getByText("Hello everybody")).toHaveCount(0);
  await expectAccessible(ana.page);
  await folded.getByRole("button", { name: "Show" }).click();
  await expect(log(ana.page).getByText("Hello everybody")).toBeVisible();

  await ana.page.getByRole("button", { name: "Details", exact: true }).click();
  await choose(ana, "Unblock");
  await ana.page.goto(`/t/${direct}`);
  await whenConnected(ana.page);
  await write(ana.page, "Sorry");
  await ben.page.goto(`/t/${direct}`);
  await expect(log(ben.page).getByText("Sorry")).toBeVisible();
});
