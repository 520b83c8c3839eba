import { randomUUID } from "node:crypto";
import { utimes, writeFile } from "node:fs/promises";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { expect, test, vi } from "vitest";
import { database } from "@/db/client";
import { updateFileWhole } from "@/db/files";
import { jobs } from "@/db/schema";
import { doErasure } from "@/lib/erasures";
import { checkFile, openFile, putFile } from "@/lib/files";
import { incomingPath, receive, receivedOf, removeIncoming, removeStaleIncoming } from "@/lib/incoming";
import { removeParticipant } from "@/lib/membership";
import { deleteMessage } from "@/lib/message-changes";
import { listMessages, sendMessages } from "@/lib/messages";
import { storage } from "@/lib/storage";
import { castOfThree, draft, groupOf, person } from "@/tests/stage/cast";
import { bodyOf, bring, contentOf, putOf, sayWith, sayWithFile, storedOf, wholeOf } from "@/tests/stage/files";
import { aPicture } from "@/tests/stage/pictures";
import { setStage } from "@/tests/stage/stage";

const stage = setStage();

const onDisk = (id: string) => storedOf(id).length > 0;

test("a file goes with its message, and only participants can open it", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  const file = await bring(ana, threadId, "noodles", "menu.txt");
  await expect(openFile(ben, { id: file.id })).rejects.toThrow("no-such-file");

  const message = await sayWith(ana, threadId, [file.id]);
  expect(message).toMatchObject({ body: "", files: [{ id: file.id, name: "menu.txt", size: 7, width: null }] });
  expect(stage.announced.at(-1)).toMatchObject({ type: "message:created", message });
  const page = await listMessages(ben, { viewerId: ben.id, threadId, before: 9 });
  expect(page.messages).toEqual([message]);
  expect(await openFile(ben, { id: file.id })).toMatchObject({ name: file.name, size: 7 });
  expect((await contentOf(file.id)).toString()).toBe("noodles");
  await expect(openFile(eve, { id: file.id })).rejects.toThrow("no-such-file");
});

test("a file goes on from the byte that came last", async () => {
  const { ana, threadId } = await castOfThree();
  const put = putOf(ana, threadId, "noodles");
  expect(await putFile(ana, put)).toEqual({ received: 0, file: null });
  await receive(put, bodyOf("noo"));
  expect(await putFile(ana, put)).toEqual({ received: 3, file: null });
  await receive({ ...put, offset: 3 }, bodyOf("dles"));
  const { id } = wholeOf(await putFile(ana, put));
  expect((await contentOf(id)).toString()).toBe("noodles");
  expect(await putFile(ana, put)).toMatchObject({ received: 7, file: { id } });
});

test("a connection that breaks leaves what came before, and nothing comes beyond the size that was said", async () => {
  const { ana, threadId } = await castOfThree();
  const put = putOf(ana, threadId, "noodles");
  await putFile(ana, put);
  const chunks = [Buffer.from("noo")];
  const breaking = new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = chunks.pop();
      if (chunk) controller.enqueue(chunk);
      else controller.error(new Error("aborted"));
    },
  });
  await receive(put, breaking);
  await receive({ ...put, offset: 3 }, bodyOf("dles and much more"));
  expect(await putFile(ana, put)).toEqual({ received: 3, file: null });
});

test("bytes that are here already may come again, and who asks twice at the end has it finished once", async () => {
  const { ana, threadId } = await castOfThree();
  const put = putOf(ana, threadId, "noodles");
  await putFile(ana, put);
  await receive(put, bodyOf("noodl"));
  await receive({ ...put, offset: 2 }, bodyOf("odles"));
  const keep = vi.spyOn(storage(), "put");
  const asked = await Promise.all([putFile(ana, put), putFile(ana, put)]);
  for (const answer of asked) expect((await contentOf(wholeOf(answer).id)).toString()).toBe("noodles");
  expect(keep).toHaveBeenCalledTimes(1);
});

test("of two processes that finish a file at once the first has finished it, and nobody writes over what is sent", async () => {
  const { ana, threadId } = await castOfThree();
  const photo = await aPicture("png", { width: 900, height: 600 });
  const put = putOf(ana, threadId, photo, { name: "photo.png" });
  await putFile(ana, put);
  await receive(put, bodyOf(photo));
  const other = { storedAs: `${put.id}.other`, size: 5, type: "text/plain", width: null, height: null };
  const { put: keep } = storage();
  vi.spyOn(storage(), "put").mockImplementationOnce(async (...given) => {
    await writeFile(incomingPath("other"), "other");
    await keep(other.storedAs, incomingPath("other"));
    await updateFileWhole(put.id, { ...other, thumbhash: null, thumbnailSize: null });
    await sayWith(ana, threadId, [put.id]);
    await keep(...given);
  });

  expect(wholeOf(await checkFile(ana, put))).toMatchObject({ type: "text/plain", size: 5 });
  expect((await contentOf(put.id)).toString()).toBe("other");
  expect(storedOf(put.id)).toEqual([other.storedAs]);
  await database()
    .update(jobs)
    .set({ dueAt: new Date(0) });
  while (await doErasure());
  expect(storedOf(put.id)).toEqual([other.storedAs]);
});

test("what a process that died had put away of a file goes within a day, and the file is finished by another", async () => {
  const { ana, threadId } = await castOfThree();
  const put = putOf(ana, threadId, "noodles");
  await putFile(ana, put);
  await receive(put, bodyOf("noodles"));
  const { put: keep } = storage();
  const dying = vi.spyOn(storage(), "put").mockImplementationOnce(async (...given) => {
    await keep(...given);
    throw new Error("the process is gone");
  });
  await expect(checkFile(ana, put)).rejects.toThrow("gone");
  dying.mockRestore();
  expect(storedOf(put.id)).toHaveLength(1);
  await sayWith(ana, threadId, [wholeOf(await checkFile(ana, put)).id]);
  expect(storedOf(put.id)).toHaveLength(2);
  await database()
    .update(jobs)
    .set({ dueAt: new Date(0) });
  while (await doErasure());
  expect(storedOf(put.id)).toHaveLength(1);
  expect((await contentOf(put.id)).toString()).toBe("noodles");
});

test("a disk that is full loses no file that has come", async () => {
  const { ana, threadId } = await castOfThree();
  const photo = await aPicture("png");
  const put = putOf(ana, threadId, photo, { name: "photo.png" });
  await putFile(ana, put);
  await receive(put, bodyOf(photo));
  vi.spyOn(storage(), "put").mockRejectedValueOnce(Object.assign(new Error("ENOSPC"), { code: "ENOSPC" }));
  await expect(checkFile(ana, put)).rejects.toThrow("ENOSPC");
  expect(wholeOf(await checkFile(ana, put))).toMatchObject({ type: "image/webp" });
});

test("what has not grown for a day goes from a disk where nobody else knows of it", async () => {
  const [old, young] = [randomUUID(), randomUUID()];
  for (const id of [old, young]) await receive({ id, offset: 0, size: 3 }, bodyOf("noo"));
  const yesterday = new Date(Date.now() - 25 * 60 * 60 * 1000);
  await utimes(incomingPath(old), yesterday, yesterday);
  await removeStaleIncoming();
  expect([await receivedOf(old), await receivedOf(young)]).toEqual([0, 3]);
});

test("with a file that is removed ends what still comes of it", async () => {
  const id = randomUUID();
  let cancelled = () => {};
  const isCancelled = new Promise<void>((resolve) => (cancelled = resolve));
  const endless = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(Buffer.from("noo")),
    cancel: cancelled,
  });
  const receiving = receive({ id, offset: 0, size: 7 }, endless);
  await expect.poll(() => receivedOf(id)).toBe(3);
  await removeIncoming(id);
  await Promise.all([receiving, isCancelled]);
  expect(await receivedOf(id)).toBe(0);
});

test("nobody brings a file to a thread of others, nor goes on with somebody else's", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  await expect(putFile(eve, putOf(eve, threadId, "noodles"))).rejects.toThrow("not-a-participant");
  const put = putOf(ana, threadId, "noodles");
  await putFile(ana, put);
  await expect(putFile(ben, put)).rejects.toThrow("no-such-file");
  await expect(putFile(ana, { ...put, size: 8 })).rejects.toThrow("no-such-file");
});

test("what is empty or too large is refused before any of it comes", async () => {
  const { ana, threadId } = await castOfThree();
  vi.stubEnv("FILE_MEGABYTES", "1");
  await expect(putFile(ana, putOf(ana, threadId, ""))).rejects.toThrow("file-empty");
  await expect(putFile(ana, { ...putOf(ana, threadId, "x"), size: 1024 * 1024 + 1 })).rejects.toThrow("file-too-large");
  vi.unstubAllEnvs();
});

test("an AVIF is drawn as other images are, and a HEIC kept as it is", async () => {
  const { ana, threadId } = await castOfThree();
  const red = sharp({ create: { width: 60, height: 40, channels: 3, background: "#c03" } });
  const photo = await red
    .withExif({ IFD0: { Copyright: "Ana's secret place" } })
    .avif()
    .toBuffer();
  const drawn = await bring(ana, threadId, photo, "photo.avif");
  expect(drawn).toMatchObject({ type: "image/webp", width: 60, height: 40 });
  expect((await contentOf(drawn.id)).includes("secret place")).toBe(false);

  const heic = Buffer.concat([Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic"), Buffer.from("Ana's secret place")]);
  const kept = await bring(ana, threadId, heic, "photo.heic");
  expect(kept).toMatchObject({ type: "image/heic", width: null });
  expect((await contentOf(kept.id)).equals(heic)).toBe(true);
});

test("an image is kept upright, without what the camera wrote into it", async () => {
  const { ana, threadId } = await castOfThree();
  const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: "#c03" } })
    .jpeg()
    .withMetadata({ orientation: 6 })
    .withExif({ IFD0: { Copyright: "Ana's secret place" } })
    .toBuffer();
  expect(photo.includes("secret place")).toBe(true);

  const file = await bring(ana, threadId, photo, "photo.jpg");
  expect(file).toMatchObject({ name: "photo.jpg", type: "image/webp", width: 40, height: 60 });
  const kept = await contentOf(file.id);
  expect(kept.length).toBe(file.size);
  expect((await sharp(kept).metadata()).exif).toBeUndefined();
  expect(kept.includes("secret place")).toBe(false);
});

test("a message takes its files or is not sent: not those of others, of other messages, or unfinished ones", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const sent = await sayWithFile(ana, threadId);
  const bens = await bring(ben, threadId, "rice");
  const unfinished = putOf(ana, threadId, "rice");
  await putFile(ana, unfinished);
  const whole = await bring(ana, threadId, "rice");

  for (const files of [
    [sent.files[0]!.id],
    [bens.id],
    [whole.id, unfinished.id],
    [whole.id, whole.id],
    [randomUUID()],
  ]) {
    const drafts = [draft("before"), { ...draft("with a file"), files }, draft("after")];
    const outcomes = await sendMessages(ana, { viewerId: ana.id, threadId, drafts });
    expect(outcomes.map((outcome) => outcome.ok || outcome.code)).toEqual([true, "no-such-file", true]);
  }
  expect((await sayWith(ana, threadId, [whole.id])).seq).toBe(12);
});

test("sending a message with files twice leaves one, and with other files it is another message", async () => {
  const { ana, threadId } = await castOfThree();
  const [one, other] = [await bring(ana, threadId, "one"), await bring(ana, threadId, "other")];
  const first = { ...draft("look"), files: [one.id] };
  const send = async (draft: typeof first) =>
    (await sendMessages(ana, { viewerId: ana.id, threadId, drafts: [draft] }))[0];
  const answer = await send(first);
  expect(answer).toMatchObject({ ok: true, value: { seq: 1, files: [{ id: one.id }] } });
  expect(await send(first)).toEqual(answer);
  expect(await send({ ...first, files: [other.id] })).toEqual({ ok: false, code: "message-id-taken" });
});

test("more files than a message may have are refused", async () => {
  const { ana, threadId } = await castOfThree();
  const files = [(await bring(ana, threadId, "one")).id, (await bring(ana, threadId, "two")).id];
  vi.stubEnv("FILES_PER_MESSAGE", "1");
  const outcomes = await sendMessages(ana, { viewerId: ana.id, threadId, drafts: [{ ...draft(""), files }] });
  vi.unstubAllEnvs();
  expect(outcomes).toEqual([{ ok: false, code: "too-many-files" }]);
});

test("the files of a deleted message are gone, from the disk too", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const { seq, files } = await sayWithFile(ana, threadId);
  expect(onDisk(files[0]!.id)).toBe(true);
  const stub = await deleteMessage(ana, { viewerId: ana.id, threadId, seq });
  expect(stub.files).toEqual([]);
  await expect(openFile(ben, { id: files[0]!.id })).rejects.toThrow("no-such-file");
  while (await doErasure());
  expect(onDisk(files[0]!.id)).toBe(false);
});

test("a file that was never sent is gone after a day, and one that was sent stays", async () => {
  const { ana, threadId } = await castOfThree();
  const unsent = await bring(ana, threadId, "rice");
  const sent = await sayWithFile(ana, threadId);
  while (await doErasure());
  expect(onDisk(unsent.id)).toBe(true);

  await database()
    .update(jobs)
    .set({ dueAt: new Date(0) })
    .where(eq(jobs.kind, "erase-file"));
  while (await doErasure());
  expect([onDisk(unsent.id), onDisk(sent.files[0]!.id)]).toEqual([false, true]);
  expect(await openFile(ana, { id: sent.files[0]!.id })).toMatchObject({ size: 7 });
});

test("who came after a file, or was removed, does not get it", async () => {
  const [ana, ben, cleo, dora] = [await person("Ana"), await person("Ben"), await person("Cleo"), await person("Dora")];
  const threadId = await groupOf(ana, ben, cleo);
  const { files } = await sayWithFile(ana, threadId);
  const file = files[0]!;
  expect(await openFile(ben, { id: file.id })).toMatchObject({ name: file.name, size: 7 });
  await removeParticipant(ana, { viewerId: ana.id, threadId, personId: ben.id });
  await expect(openFile(ben, { id: file.id })).rejects.toThrow("no-such-file");
  const { addParticipants } = await import("@/lib/membership");
  await addParticipants(ana, { viewerId: ana.id, threadId, personIds: [ben.id, dora.id] });
  await expect(openFile(ben, { id: file.id })).rejects.toThrow("no-such-file");
  await expect(openFile(dora, { id: file.id })).rejects.toThrow("no-such-file");
});
