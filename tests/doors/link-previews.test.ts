import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { transaction } from "@/db/client";
import { replacePreview } from "@/db/link-previews";
import { castOfThree, say } from "@/tests/stage/cast";
import { aPicture } from "@/tests/stage/pictures";
import { turnPreviews } from "@/tests/stage/previews";
import { cookieOf } from "@/tests/stage/requests";
import { openSite } from "@/tests/stage/site";
import { setStage } from "@/tests/stage/stage";

const site = openSite(setStage());

test("the picture of a preview is handed out as a file is: nothing in it runs, and never from a cache", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  const { seq } = await say(ana, threadId, "Noodles?");
  await turnPreviews(true);
  const [pictureId, picture] = [randomUUID(), await aPicture("webp")];
  const words = { url: "https://news.example.org/", title: "Noodles", siteName: null, description: null };
  await transaction((tx) =>
    replacePreview(tx, { threadId, seq }, { ...words, pictureId, picture, pictureWidth: 40, pictureHeight: 30 }),
  );
  const ask = async (viewer: typeof ana | null, id: string = pictureId) =>
    fetch(`${site.url()}/api/previews/${id}`, { headers: viewer ? { cookie: await cookieOf(viewer) } : {} });

  const served = await ask(ben);
  expect([served.status, Buffer.from(await served.arrayBuffer()).equals(picture)]).toEqual([200, true]);
  expect(Object.fromEntries(served.headers)).toMatchObject({
    "content-type": "image/webp",
    "content-disposition": "inline",
    "content-security-policy": expect.stringMatching(/^default-src 'none'; sandbox/),
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, no-store",
  });
  for (const other of [await ask(eve), await ask(null), await ask(ben, randomUUID()), await ask(ben, "1")]) {
    expect([other.status, await other.text(), other.headers.get("cache-control")]).toEqual([404, "", "no-store"]);
  }
});
