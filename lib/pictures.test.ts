import { expect, test } from "vitest";
import { sync } from "@/lib/sync";
import { AuditFilter } from "@/lib/wire/audit-log";
import { administrator, castOfThree, groupOf, person } from "@/tests/stage/cast";
import { aPicture, hostilePictures } from "@/tests/stage/pictures";
import { setStage } from "@/tests/stage/stage";
import { listAuditRows } from "./audit-log";
import { removeParticipant } from "./membership";
import { openPicture, putPicture, removePicture } from "./pictures";
import { endSession } from "./sessions";
import { openThread } from "./threads";

const { announced } = setStage();
const picture = await aPicture();
const give = (viewer: Awaited<ReturnType<typeof person>>, threadId?: string) =>
  putPicture(viewer, { viewerId: viewer.id, threadId }, picture);

test("a face is seen by everybody wherever its person is, until another one or none takes its place", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const { pictureId: first } = await give(ben);
  expect(announced.at(-1)).toEqual({
    type: "person:changed",
    person: { id: ben.id, name: "Ben", pictureId: first, isDeleted: false },
  });
  const { summary, thread } = await openThread(ana, threadId);
  expect(summary.counterpart?.pictureId).toBe(first);
  expect(thread.participants.find(({ id }) => id === ben.id)?.pictureId).toBe(first);
  expect((await openPicture(ana, { id: first! })).type).toBe("image/webp");

  const { pictureId: second } = await give(ben);
  await expect(openPicture(ana, { id: first! })).rejects.toMatchObject({ code: "no-such-picture" });
  expect((await removePicture(ben, { viewerId: ben.id })).pictureId).toBeNull();
  await expect(openPicture(ana, { id: second! })).rejects.toMatchObject({ code: "no-such-picture" });
});

test("the face of a group is its owner's and its admins' to change, and a line in its log tells of it", async () => {
  const [ana, ben, cleo, eve] = await Promise.all(["Ana", "Ben", "Cleo", "Eve"].map(person));
  const threadId = await groupOf(ana!, ben!, cleo!);
  await give(ana!, threadId);
  const { summary, thread, page } = await openThread(ben!, threadId);
  expect(thread.pictureId).not.toBeNull();
  expect(summary.pictureId).toBe(thread.pictureId);
  expect(page.messages.at(-1)?.event).toEqual({ type: "picture", isRemoved: false });
  expect(announced.slice(-2).map(({ type }) => type)).toEqual(["thread:changed", "message:created"]);

  await expect(give(ben!, threadId)).rejects.toMatchObject({ code: "not-allowed" });
  await expect(removePicture(ben!, { viewerId: ben!.id, threadId })).rejects.toMatchObject({ code: "not-allowed" });
  await expect(give(eve!, threadId)).rejects.toMatchObject({ code: "not-a-participant" });
  const noPicture = Buffer.from("not a picture");
  await expect(putPicture(eve!, { viewerId: eve!.id, threadId }, noPicture)).rejects.toMatchObject({
    code: "not-a-participant",
  });
  await expect(give(eve!, crypto.randomUUID())).rejects.toMatchObject({ code: "not-a-participant" });
  expect((await openThread(ben!, threadId)).thread.pictureId).toBe(thread.pictureId);
});

test("the face of a group is seen by those who are in it, and by nobody who has left", async () => {
  const [ana, ben, cleo, eve] = await Promise.all(["Ana", "Ben", "Cleo", "Eve"].map(person));
  const threadId = await groupOf(ana!, ben!, cleo!);
  await give(ana!, threadId);
  const { thread } = await openThread(ben!, threadId);
  const picture = { id: thread.pictureId! };
  expect((await openPicture(ben!, picture)).type).toBe("image/webp");
  await removeParticipant(ana!, { viewerId: ana!.id, threadId, personId: ben!.id });
  for (const outsider of [ben!, eve!])
    await expect(openPicture(outsider, picture)).rejects.toMatchObject({ code: "no-such-picture" });
});

test("a new face of one's own is in the audit log", async () => {
  const ben = await person("Ben");
  await give(ben);
  await removePicture(ben, { viewerId: ben.id });
  const filter = AuditFilter.parse({ who: ben.username, action: "picture-changed" });
  const { rows } = await listAuditRows(await administrator("Ada"), filter);
  expect(rows.map(({ details }) => details)).toEqual([{ isRemoved: true }, { isRemoved: false }]);
});

test("taking away what is not there changes nothing", async () => {
  const [ana, ben, cleo] = await Promise.all(["Ana", "Ben", "Cleo"].map(person));
  const threadId = await groupOf(ana!, ben!, cleo!);
  const before = await openThread(ana!, threadId);
  await removePicture(ana!, { viewerId: ana!.id, threadId });
  expect((await openThread(ana!, threadId)).summary.rev).toBe(before.summary.rev);
});

test("a direct conversation has no face of its own, and an ended session gives none", async () => {
  const { ana, threadId } = await castOfThree();
  await expect(give(ana, threadId)).rejects.toMatchObject({ code: "not-allowed" });
  await endSession(ana.sessionId);
  await expect(give(ana)).rejects.toMatchObject({ code: "signed-out" });
});

test("what is no picture, or too large to be read, is refused, and the face stays as it was", async () => {
  const ana = await person("Ana");
  const { pictureId } = await give(ana);
  for (const hostile of Object.values(await hostilePictures())) {
    await expect(putPicture(ana, { viewerId: ana.id }, hostile)).rejects.toMatchObject({ code: "not-a-picture" });
  }
  await expect(putPicture(ana, { viewerId: ana.id }, null)).rejects.toMatchObject({ code: "picture-too-large" });
  const { people } = await sync(ana, { viewerId: ana.id, threads: [] });
  expect(people).toEqual([{ id: ana.id, name: "Ana", pictureId, isDeleted: false }]);
});
