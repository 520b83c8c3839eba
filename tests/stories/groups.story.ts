import { addParticipants } from "@/lib/membership";
import { groupOf, say } from "@/tests/stage/cast";
import { expectAccessible } from "./axe";
import { type Actor, directThread, expect, log, story, whenConnected } from "./cast";

const details = ({ page }: Actor) => page.getByRole("complementary", { name: "Details" });

async function open({ page }: Actor, threadId: string): Promise<void> {
  await page.goto(`/t/${threadId}`);
  await whenConnected(page);
}

async function openDetails(actor: Actor): Promise<void> {
  await actor.page.getByRole("button", { name: "Details", exact: true }).click();
  await expect(details(actor)).toBeVisible();
}

story("an owner hands a group over and leaves, and the new owner goes on", async ({ enter }) => {
  const [ana, ben, cleo] = [await enter("Ana"), await enter("Ben"), await enter("Cleo")];
  const threadId = await groupOf(ana.viewer, ben.viewer, cleo.viewer);
  for (const actor of [ana, ben]) {
    await open(actor, threadId);
    await openDetails(actor);
  }
  await expect(details(ben).getByRole("textbox", { name: "Name" })).toHaveCount(0);

  await details(ana).getByRole("button", { name: "Leave" }).click();
  const question = ana.page.getByRole("dialog", { name: "Leave Noodle club?" });
  await question.getByRole("combobox", { name: "New owner" }).selectOption({ label: `Ben (${ben.viewer.username})` });
  await expectAccessible(ana.page);
  await question.getByRole("button", { name: "Hand over and leave" }).click();
  await ana.page.waitForURL(/\/t$/);
  await expect(ana.page.getByRole("link", { name: /^Noodle club/ })).toHaveCount(0);

  await expect(log(ben.page).getByText("Ana made you an owner")).toBeVisible();
  await expect(log(ben.page).getByText("Ana left")).toBeVisible();
  await details(ben).getByRole("textbox", { name: "Name" }).fill("Dumplings");
  await details(ben).getByRole("button", { name: "Save" }).click();
  await expect(ben.page.getByRole("heading", { name: "Dumplings" })).toBeVisible();
  await expect(ben.page.getByRole("link", { name: /^Dumplings/ })).toBeVisible();
  await details(ben).getByRole("button", { name: "Options for Cleo" }).click();
  await ben.page.getByRole("menuitem", { name: "Make admin" }).click();
  await expect(details(ben).getByRole("listitem").filter({ hasText: "Cleo" })).toContainText("Admin");
  await expectAccessible(ben.page);
});

story(
  "what came before appears in the open tab of who came later, and goes again, as the group says",
  async ({ enter }) => {
    const [ana, ben, cleo, dan] = [await enter("Ana"), await enter("Ben"), await enter("Cleo"), await enter("Dan")];
    const threadId = await groupOf(ana.viewer, ben.viewer, cleo.viewer);
    await say(ana.viewer, threadId, "from the old days");
    await addParticipants(ana.viewer, { viewerId: ana.viewer.id, threadId, personIds: [dan.viewer.id] });
    for (const actor of [ana, dan]) await open(actor, threadId);
    await openDetails(ana);
    const old = log(dan.page).getByText("from the old days");
    await expect(log(dan.page).getByText("Ana added you")).toBeVisible();
    await expect(old).toHaveCount(0);

    const history = details(ana).getByRole("switch", { name: "Open history" });
    await history.click();
    await expect(history).toBeChecked();
    await expect(old).toBeVisible();
    await history.click();
    await expect(log(dan.page).getByText("Ana closed earlier messages to those who join")).toBeVisible();
    await expect(old).toHaveCount(0);
  },
);

story(
  "the browser's title calls what is open as it is called now, behind the number of the unread",
  async ({ enter }) => {
    const [ana, ben, cleo] = [await enter("Ana"), await enter("Ben"), await enter("Cleo")];
    const threadId = await groupOf(ana.viewer, ben.viewer, cleo.viewer);
    const direct = await directThread(ana.viewer, ben.viewer);
    await say(ben.viewer, direct, "Noodles?");
    await open(ben, threadId);
    await open(ana, threadId);
    await expect(ana.page).toHaveTitle("(1) Noodle club · Parley");

    const rename = async (title: string) => {
      await openDetails(ana);
      await details(ana).getByRole("textbox", { name: "Name" }).fill(title);
      await details(ana).getByRole("button", { name: "Save" }).click();
      await ana.page.getByRole("button", { name: "Close details" }).click();
    };
    await rename("Dumplings");
    await expect(ana.page).toHaveTitle("(1) Dumplings · Parley");
    await expect(ben.page).toHaveTitle("Dumplings · Parley");

    await ana.page.getByRole("link", { name: /^Ben/ }).click();
    await expect(ana.page).toHaveTitle("Ben · Parley");
    await ben.page.goto("/settings");
    await ben.page.getByRole("textbox", { name: "Name" }).fill("Benedict");
    await ben.page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(ana.page).toHaveTitle("Benedict · Parley");
    await ana.page.goBack();
    await expect(ana.page).toHaveTitle("Dumplings · Parley");
    await ana.page.goForward();
    await expect(ana.page).toHaveTitle("Benedict · Parley");
  },
);
