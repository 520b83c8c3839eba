import type { Page } from "@playwright/test";
import { openThread } from "@/lib/threads";
import { ARRIVED, composer, directThread, expect, log, story, whenConnected, write } from "./cast";

const UNKNOWN_ACTION = "7f".padEnd(42, "0");

/** Makes a page one of an older build: the server knows none of its actions, until it is loaded anew. */
async function outdate(page: Page) {
  const seen = { isRenewed: false, answers: 0 };
  let mayAnswer: () => void = () => {};
  const answered = new Promise<void>((resolve) => {
    mayAnswer = resolve;
  });
  page.on("response", (response) => {
    if (response.headers()["x-nextjs-action-not-found"]) seen.answers += 1;
  });
  await page.route(/\/t\//, async (route) => {
    const request = route.request();
    if (request.isNavigationRequest()) seen.isRenewed = true;
    if (request.method() !== "POST" || seen.isRenewed) return route.continue();
    await answered;
    return route.continue({ headers: { ...request.headers(), "next-action": UNKNOWN_ACTION } });
  });
  return { seen, answer: mayAnswer };
}

story("a page of an older build renews itself and sends what was written, once", async ({ enter }) => {
  const [ana, ben, cleo] = [await enter("Ana"), await enter("Ben"), await enter("Cleo")];
  const [bens, cleos] = [await directThread(ana.viewer, ben.viewer), await directThread(ana.viewer, cleo.viewer)];
  await ana.page.goto(`/t/${cleos}`);
  await composer(ana.page).pressSequentially("for Cleo, one day");
  await ana.page.goto(`/t/${bens}`);
  await whenConnected(ana.page);
  const { seen, answer } = await outdate(ana.page);
  answer();

  await write(ana.page, "Noodles?");
  await expect(log(ana.page).getByRole("article", { name: /Noodles\?/ })).toContainText(ARRIVED);
  expect(seen).toEqual({ isRenewed: true, answers: 1 });
  const { page } = await openThread(ben.viewer, bens);
  expect(page.messages.map(({ body }) => body)).toEqual(["Noodles?"]);
  await ana.page.goto(`/t/${cleos}`);
  await expect(composer(ana.page)).toHaveValue("for Cleo, one day");
});

for (const [end, texts] of [
  ["sent", ["one", "half-written"]],
  ["cleared", ["one"]],
] as const) {
  story(`half-written text holds the renewal of a page back until it is ${end}`, async ({ enter }) => {
    const [ana, ben] = [await enter("Ana"), await enter("Ben")];
    const threadId = await directThread(ana.viewer, ben.viewer);
    await ana.page.goto(`/t/${threadId}`);
    await whenConnected(ana.page);
    const { seen, answer } = await outdate(ana.page);

    await write(ana.page, "one");
    await composer(ana.page).pressSequentially("half-wri");
    answer();
    const one = log(ana.page).getByRole("article", { name: /one/ });
    await expect(one).toContainText("Waiting");
    await composer(ana.page).pressSequentially("tten");
    await expect(composer(ana.page)).toHaveValue("half-written");
    expect(seen.isRenewed).toBe(false);

    if (end === "sent") await composer(ana.page).press("Enter");
    else await composer(ana.page).fill("");
    for (const text of texts) {
      await expect(log(ana.page).getByRole("article", { name: new RegExp(text) })).toContainText(ARRIVED);
    }
    expect(seen.isRenewed).toBe(true);
    await expect(composer(ana.page)).toHaveValue("");
    const { page } = await openThread(ben.viewer, threadId);
    expect(page.messages.map(({ body }) => body)).toEqual(texts);
  });
}
