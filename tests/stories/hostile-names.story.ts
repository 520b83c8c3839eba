import { eq } from "drizzle-orm";
import { database } from "@/db/client";
import { threads, users } from "@/db/schema";
import { addParticipants } from "@/lib/membership";
import { groupOf, person, say } from "@/tests/stage/cast";
import { bring, sayWith } from "@/tests/stage/files";
import { HOSTILE_TEXTS } from "@/tests/stage/hostile-texts";
import { expect, log, story, whenConnected } from "./cast";

/** As long as a name may be, and without what no database keeps. */
const NAMES = HOSTILE_TEXTS.filter((text) => !text.includes("\0") && text.length <= 80).slice(0, 60);

story("no name of a person, a group or a file runs anything, nor what is searched for", async ({ enter }) => {
  const ana = await enter("Ana");
  const { viewer, page } = ana;
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => dialogs.push(dialog.message()));
  const others = await Promise.all(NAMES.map(() => person("Eve")));
  const club = await groupOf(viewer, others[0]!, others[1]!);
  for (const [place, other] of others.entries()) {
    const name = NAMES[place] ?? "";
    await database().update(users).set({ name }).where(eq(users.id, other.id));
    if (place > 1) await addParticipants(viewer, { viewerId: viewer.id, threadId: club, personIds: [other.id] });
    const { id } = await bring(other, club, "noodles", `${name.replaceAll("/", "_")}.txt`);
    await sayWith(other, club, [id], "noodles");
    if (place % 2 === 0) {
      const threadId = await groupOf(viewer, other, others[1]!.id === other.id ? others[0]! : others[1]!);
      await database().update(threads).set({ title: name }).where(eq(threads.id, threadId));
      await say(viewer, threadId, "noodles");
    }
  }

  const asks = NAMES.filter((_, place) => place % 8 === 0).map((text) => `/search?q=${encodeURIComponent(text)}`);
  for (const path of [`/t/${club}`, "/t", "/search?q=noodles", ...asks, `/join/${encodeURIComponent("<img src=x>")}`]) {
    await page.goto(path);
    if (path.startsWith("/t/")) {
      await whenConnected(page);
      await expect(log(page).getByRole("article").last()).toBeVisible();
    }
    const foreign = page.locator(
      "[onerror], [onload], [onmouseover], iframe, object, embed, img[src='x'], a[href^='javascript' i]",
    );
    expect([path, await foreign.count()]).toEqual([path, 0]);
    expect([path, await page.evaluate(() => "ran" in window)]).toEqual([path, false]);
  }
  expect(dialogs).toEqual([]);
});
