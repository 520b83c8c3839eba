import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { database, transaction } from "@/db/client";
import { replacePreview } from "@/db/link-previews";
import { threadParticipants } from "@/db/schema";
import { linkPreviews, openPreviewPicture, setLinkPreviews } from "@/lib/link-previews";
import { addParticipants, removeParticipant } from "@/lib/membership";
import { deleteMessage } from "@/lib/message-changes";
import { auditRows } from "@/tests/stage/accounts";
import { administrator, castOfThree, groupOf, person, say } from "@/tests/stage/cast";
import { aPicture } from "@/tests/stage/pictures";
import { turnPreviews } from "@/tests/stage/previews";
import { setStage } from "@/tests/stage/stage";

setStage();

async function previewed(threadId: string, seq: number) {
  const [pictureId, picture] = [randomUUID(), await aPicture("webp")];
  const words = { url: "https://news.example.org/", title: "Noodles", siteName: null, description: null };
  await transaction((tx) =>
    replacePreview(tx, { threadId, seq }, { ...words, pictureId, picture, pictureWidth: 40, pictureHeight: 30 }),
  );
  return { id: pictureId, picture };
}

test("previews are off until an administrator turns them on, which is written down", async () => {
  const { ana } = await castOfThree();
  const ada = await administrator("Ada");
  expect(await linkPreviews()).toBe(false);
  await expect(setLinkPreviews(ana, { viewerId: ana.id, isOn: true })).rejects.toThrow("not-allowed");
  expect(await linkPreviews()).toBe(false);
  await setLinkPreviews(ada, { viewerId: ada.id, isOn: true });
  expect(await linkPreviews()).toBe(true);
  expect(await auditRows("link-previews-set")).toMatchObject([{ actorId: ada.id, details: { isOn: true } }]);
});

test("who may read a message gets its preview's picture, and nobody else", async () => {
  await turnPreviews(true);
  const [ana, ben, eve, gus] = [await person("Ana"), await person("Ben"), await person("Eve"), await person("Gus")];
  const threadId = await groupOf(ana, ben, await person("Cleo"));
  const message = await say(ana, threadId, "https://news.example.org/");
  const { id, picture } = await previewed(threadId, message.seq);
  expect((await openPreviewPicture(ben, { id })).equals(picture)).toBe(true);
  await expect(openPreviewPicture(eve, { id })).rejects.toThrow("no-such-picture");
  await expect(openPreviewPicture(ben, { id: randomUUID() })).rejects.toThrow("no-such-picture");

  await addParticipants(ana, { viewerId: ana.id, threadId, personIds: [gus.id] });
  await expect(openPreviewPicture(gus, { id })).rejects.toThrow("no-such-picture");
  await database().update(threadParticipants).set({ joinedSeq: 1 }).where(eq(threadParticipants.userId, gus.id));
  expect((await openPreviewPicture(gus, { id })).equals(picture)).toBe(true);
  await removeParticipant(ana, { viewerId: ana.id, threadId, personId: ben.id });
  await expect(openPreviewPicture(ben, { id })).rejects.toThrow("no-such-picture");

  await turnPreviews(false);
  await expect(openPreviewPicture(ana, { id })).rejects.toThrow("no-such-picture");
  await turnPreviews(true);
  await deleteMessage(ana, { viewerId: ana.id, threadId, seq: message.seq });
  await expect(openPreviewPicture(ana, { id })).rejects.toThrow("no-such-picture");
});
