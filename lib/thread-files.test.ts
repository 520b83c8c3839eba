import { expect, test } from "vitest";
import { setHistory } from "@/lib/groups";
import { addParticipants, removeParticipant } from "@/lib/membership";
import { deleteMessage } from "@/lib/message-changes";
import type { Viewer } from "@/lib/sessions";
import { listFiles } from "@/lib/thread-files";
import type { FilesKind, ListFiles } from "@/lib/wire/thread-files";
import { castOfThree, groupOf, person } from "@/tests/stage/cast";
import { bring, sayWith } from "@/tests/stage/files";
import { aPicture } from "@/tests/stage/pictures";
import { setStage } from "@/tests/stage/stage";

setStage();

const asked = (viewer: Viewer, threadId: string, kind: FilesKind = "others"): ListFiles => ({
  ...{ viewerId: viewer.id, threadId, kind, before: null },
});

async function namesFor(viewer: Viewer, threadId: string, kind?: FilesKind) {
  return (await listFiles(viewer, asked(viewer, threadId, kind))).files.map(({ file }) => file.name);
}

async function say(viewer: Viewer, threadId: string, ...names: string[]) {
  const ids = [];
  for (const name of names) {
    const content = name.endsWith("png") ? await aPicture("png") : "noodles";
    ids.push((await bring(viewer, threadId, content, name)).id);
  }
  return sayWith(viewer, threadId, ids);
}

test("images and other files are gathered apart, newest first, for participants only", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  const { seq } = await say(ana, threadId, "one.png", "menu.txt");
  await bring(ana, threadId, "not sent yet", "draft.txt");
  await say(ben, threadId, "two.png", "wine.txt");

  expect(await namesFor(ben, threadId, "images")).toEqual(["two.png", "one.png"]);
  expect(await namesFor(ben, threadId)).toEqual(["wine.txt", "menu.txt"]);
  const { files } = await listFiles(ben, asked(ben, threadId, "images"));
  expect(files[1]).toMatchObject({ seq, author: { id: ana.id, name: "Ana" }, file: { type: "image/webp", width: 40 } });
  await expect(listFiles(eve, asked(eve, threadId))).rejects.toThrow("not-a-participant");
});

test("they come in pages, each once, whatever is sent meanwhile", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const names = Array.from({ length: 40 }, (_, number) => `${number}.txt`);
  for (let at = 0; at < names.length; at += 8) await say(ana, threadId, ...names.slice(at, at + 8));

  const first = await listFiles(ben, asked(ben, threadId));
  await say(ana, threadId, "late.txt");
  const second = await listFiles(ben, { ...asked(ben, threadId), before: first.next });
  expect([first.files.length, second.files.length, second.next]).toEqual([30, 10, null]);
  expect([...first.files, ...second.files].map(({ file }) => file.name)).toEqual(names.toReversed());
});

test("what one may not read is not there: of before one came, of a deleted message, after one was removed", async () => {
  const [ana, ben, cleo, dora] = [await person("Ana"), await person("Ben"), await person("Cleo"), await person("Dora")];
  const threadId = await groupOf(ana, ben, cleo);
  await say(ana, threadId, "before.txt");
  await addParticipants(ana, { viewerId: ana.id, threadId, personIds: [dora.id] });
  const { seq } = await say(ana, threadId, "deleted.txt");
  await say(ana, threadId, "after.txt");
  await deleteMessage(ana, { viewerId: ana.id, threadId, seq });
  expect(await namesFor(ben, threadId)).toEqual(["after.txt", "before.txt"]);
  expect(await namesFor(dora, threadId)).toEqual(["after.txt"]);

  await setHistory(ana, { viewerId: ana.id, threadId, history: "all" });
  expect(await namesFor(dora, threadId)).toEqual(["after.txt", "before.txt"]);
  await removeParticipant(ana, { viewerId: ana.id, threadId, personId: ben.id });
  await expect(namesFor(ben, threadId)).rejects.toThrow("not-a-participant");
});
