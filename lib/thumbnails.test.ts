import { eq } from "drizzle-orm";
import sharp from "sharp";
import { thumbHashToApproximateAspectRatio } from "thumbhash";
import { expect, test } from "vitest";
import { database } from "@/db/client";
import { files } from "@/db/schema";
import { doErasure } from "@/lib/erasures";
import { openFile } from "@/lib/files";
import { removeParticipant } from "@/lib/membership";
import { deleteMessage } from "@/lib/message-changes";
import { storage } from "@/lib/storage";
import { thumbnailOf } from "@/lib/thumbnails";
import { castOfThree, groupOf, person } from "@/tests/stage/cast";
import { bring, sayWith } from "@/tests/stage/files";
import { aMovingPicture, aPicture } from "@/tests/stage/pictures";
import { setStage } from "@/tests/stage/stage";

setStage();

async function contentOf({ storedAs, size }: { storedAs: string; size: number }): Promise<Buffer> {
  const stored = await storage().open(storedAs, { start: 0, end: size - 1 });
  return Buffer.from(await new Response(stored).arrayBuffer());
}

const isStored = (storedAs: string) =>
  contentOf({ storedAs, size: 1 }).then(
    () => true,
    () => false,
  );

test("a large image gets a small one beside it, and a hint of how it looks", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  const { id } = await bring(ana, threadId, await aPicture("png", { width: 1600, height: 800 }), "photo.png");
  const { files } = await sayWith(ana, threadId, [id]);
  const hash = Buffer.from(files[0]?.thumbhash ?? "", "base64");
  expect(thumbHashToApproximateAspectRatio(hash)).toBeCloseTo(2, 0);

  const small = await openFile(ben, { id, size: "small" });
  const { storedAs } = await openFile(ben, { id });
  const size = expect.any(Number);
  expect(small).toEqual({ name: "photo.png", type: "image/webp", size, storedAs: thumbnailOf(storedAs) });
  expect(await sharp(await contentOf(small)).metadata()).toMatchObject({ format: "webp", width: 640, height: 320 });
  const whole = await openFile(ben, { id });
  expect((await sharp(await contentOf(whole)).metadata()).width).toBe(1600);
  await expect(openFile(eve, { id, size: "small" })).rejects.toThrow("no-such-file");
});

test("what moves moves when it is small, too", async () => {
  const { ana, threadId } = await castOfThree();
  const { id } = await bring(ana, threadId, await aMovingPicture({ width: 900, height: 600 }), "moving.gif");
  await sayWith(ana, threadId, [id]);
  const small = await openFile(ana, { id, size: "small" });
  const { width, pageHeight, pages } = await sharp(await contentOf(small), { animated: true }).metadata();
  expect({ width, pageHeight, pages }).toEqual({ width: 640, pageHeight: 427, pages: 2 });
});

test("a small image, and one from before there were thumbnails, is its own thumbnail", async () => {
  const { ana, threadId } = await castOfThree();
  const { id } = await bring(ana, threadId, await aPicture("png"), "small.png");
  const old = await bring(ana, threadId, await aPicture("png", { width: 900, height: 600 }), "old.png");
  await database().update(files).set({ thumbhash: null, thumbnailSize: null }).where(eq(files.id, old.id));
  const message = await sayWith(ana, threadId, [id, old.id]);
  expect(message.files.map(({ thumbhash }) => thumbhash)).toEqual([expect.any(String), null]);
  for (const file of message.files)
    expect(await openFile(ana, { id: file.id, size: "small" })).toEqual(await openFile(ana, { id: file.id }));
});

test("the thumbnail goes with its message, and with who is removed", async () => {
  const [ana, ben, cleo] = [await person("Ana"), await person("Ben"), await person("Cleo")];
  const threadId = await groupOf(ana, ben, cleo);
  const { id } = await bring(ana, threadId, await aPicture("png", { width: 900, height: 600 }), "photo.png");
  const { seq } = await sayWith(ana, threadId, [id]);
  const { storedAs } = await openFile(ben, { id });
  expect(await openFile(ben, { id, size: "small" })).toMatchObject({ storedAs: thumbnailOf(storedAs) });
  await removeParticipant(ana, { viewerId: ana.id, threadId, personId: ben.id });
  await expect(openFile(ben, { id, size: "small" })).rejects.toThrow("no-such-file");

  expect([await isStored(storedAs), await isStored(thumbnailOf(storedAs))]).toEqual([true, true]);
  await deleteMessage(ana, { viewerId: ana.id, threadId, seq });
  while (await doErasure());
  expect([await isStored(storedAs), await isStored(thumbnailOf(storedAs))]).toEqual([false, false]);
});
