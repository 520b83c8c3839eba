import { groupOf } from "@/tests/stage/cast";
import { expectAccessible } from "./axe";
import { type Actor, ARRIVED, composer, expect, log, story, whenConnected } from "./cast";

/** Ana, in a group with Ben and Béla. */
async function inGroup(enter: (name: string, options?: object) => Promise<Actor>, options = {}) {
  const [ana, ben, bela] = [await enter("Ana", options), await enter("Ben"), await enter("Béla")];
  await ana.page.goto(`/t/${await groupOf(ana.viewer, ben.viewer, bela.viewer)}`);
  await whenConnected(ana.page);
  return { page: ana.page, ben: ben.viewer, bela: bela.viewer };
}

story("a name is finished from the keyboard, undone, and highlighted where it arrives", async ({ enter }) => {
  const { page, bela } = await inGroup(enter);
  await composer(page).pressSequentially("hi @bel");
  const people = page.getByRole("listbox", { name: "People to mention" });
  await expect(people.getByRole("option")).toHaveText([new RegExp(bela.username)]);
  await composer(page).press("Enter");
  await expect(composer(page)).toHaveValue(`hi @${bela.username} `);
  await expect(log(page).getByRole("article")).toHaveCount(0);
  await composer(page).press("Control+z");
  await expect(composer(page)).toHaveValue("hi @bel");
  await composer(page).press("End");
  await composer(page).press("Tab");
  await composer(page).press("Enter");
  await expect(log(page).getByRole("article", { name: /hi @Béla$/ })).toContainText(ARRIVED);
  await expect(log(page).getByText("@Béla")).toBeVisible();
});

story("an emoji is found by its name, and by looking", async ({ enter }) => {
  const { page } = await inGroup(enter);
  await composer(page).pressSequentially("so :tad");
  await expect(page.getByRole("listbox", { name: "Emoji" }).getByRole("option").first()).toContainText(":tada:");
  await composer(page).press("Enter");
  await expect(composer(page)).toHaveValue("so 🎉 ");

  await page.getByRole("button", { name: "Emoji" }).click();
  const field = page.getByRole("combobox", { name: "Search emoji" });
  await expect(field).toBeFocused();
  await expect(page.getByRole("option", { name: "party popper" })).toBeVisible();
  await field.fill("ramen");
  await expect(page.getByRole("option", { name: "steaming bowl" })).toBeVisible();
  await field.press("Enter");
  await expect(composer(page)).toHaveValue("so 🎉 🍜");
  await expect(composer(page)).toBeFocused();
  await expect(field).toHaveCount(0);

  await page.getByRole("button", { name: "Emoji" }).click();
  await field.press("Escape");
  await expect(page.getByRole("button", { name: "Emoji" })).toBeFocused();
});

story("nothing of the emoji is loaded before somebody looks for one, and nothing from elsewhere", async ({ enter }) => {
  const { page } = await inGroup(enter);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await composer(page).pressSequentially("hello @be");
  await expect(page.getByRole("listbox", { name: "People to mention" })).toBeVisible();
  expect(asked.filter((url) => url.includes("/_next/static"))).toEqual([]);
  await composer(page).pressSequentially("n :smile");
  await expect(page.getByRole("listbox", { name: "Emoji" })).toBeVisible();
  const origins = new Set(asked.map((url) => new URL(url).origin));
  expect(origins).toEqual(new Set([new URL(page.url()).origin]));
});

story("a finger chooses too, and the field keeps its keyboard", async ({ enter }) => {
  const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
  const { page, ben } = await inGroup(enter, phone);
  await composer(page).tap();
  await composer(page).pressSequentially("@be");
  await page.getByRole("option", { name: new RegExp(ben.username) }).tap();
  await expect(composer(page)).toHaveValue(`@${ben.username} `);
  await expect(composer(page)).toBeFocused();
});

for (const colorScheme of ["light", "dark"] as const) {
  story(`what is offered is accessible: ${colorScheme}`, async ({ enter }) => {
    const { page } = await inGroup(enter, { colorScheme, reducedMotion: "reduce" });
    await composer(page).pressSequentially("@be");
    await expect(page.getByRole("option").first()).toBeVisible();
    await expectAccessible(page);
    await composer(page).fill("**a** `b` [c](https://d.test) :smile");
    await composer(page).press("End");
    await expect(page.getByRole("option").first()).toBeVisible();
    await expectAccessible(page);
    await composer(page).press("Escape");
    await composer(page).fill("**a** `b` https://d.test\n> c\n- d\n```ts\nconst a = 'b'; // c\n```");
    await composer(page).press("Enter");
    await expect(log(page).locator(".text-code-keyword").first()).toBeVisible();
    await page.getByRole("button", { name: "Emoji" }).click();
    await expect(page.getByRole("option").first()).toBeVisible();
    await expectAccessible(page);
  });
}
