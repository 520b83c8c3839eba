import { readdirSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { doErasure } from "@/lib/erasures";
import { cancelFile, checkFile, openFile, putFile } from "@/lib/files";
import { filesFolder } from "@/lib/files-folder";
import { receive } from "@/lib/incoming";
import { storage } from "@/lib/storage";
import { castOfThree } from "@/tests/stage/cast";
import { bodyOf, bring, putOf, sayWith } from "@/tests/stage/files";
import { unusableImages } from "@/tests/stage/hostile-files";
import { aPicture } from "@/tests/stage/pictures";
import { setStage } from "@/tests/stage/stage";

setStage();

/** Everything that lies anywhere of a file, when what is to be erased has been. */
async function leftOf(id: string): Promise<string[]> {
  while (await doErasure());
  return readdirSync(filesFolder(), { recursive: true, encoding: "utf8" }).filter((path) => path.includes(id));
}

test("of a file that is cancelled half way, or when it is whole, nothing lies on the disk", async () => {
  const { ana, threadId } = await castOfThree();
  const half = putOf(ana, threadId, "noodles");
  await putFile(ana, half);
  await receive(half, bodyOf("noo"));
  const whole = await bring(ana, threadId, await aPicture("png"), "photo.png");
  for (const { id } of [half, whole]) {
    expect(await leftOf(id)).toHaveLength(1);
    await cancelFile(ana, { viewerId: ana.id, id });
    await cancelFile(ana, { viewerId: ana.id, id });
    expect(await leftOf(id)).toEqual([]);
  }
});

test("what still comes of a file that was cancelled is not kept, and brings it not back", async () => {
  const { ana, threadId } = await castOfThree();
  const put = putOf(ana, threadId, "noodles");
  await putFile(ana, put);
  await cancelFile(ana, { viewerId: ana.id, id: put.id });
  await receive(put, bodyOf("noodles"));
  await expect(checkFile(ana, put)).rejects.toMatchObject({ code: "no-such-file" });
  expect(await leftOf(put.id)).toEqual([]);
});

test("a file that is cancelled while it is put away is gone when that is done", async () => {
  const { ana, threadId } = await castOfThree();
  const photo = await aPicture("png", { width: 900, height: 600 });
  const put = putOf(ana, threadId, photo, { name: "photo.png" });
  await putFile(ana, put);
  await receive(put, bodyOf(photo));
  const { put: keep } = storage();
  vi.spyOn(storage(), "put").mockImplementationOnce(async (...given) => {
    await keep(...given);
    await cancelFile(ana, { viewerId: ana.id, id: put.id });
    await keep(...given);
  });
  await expect(checkFile(ana, put)).rejects.toMatchObject({ code: "no-such-file" });
  expect(await leftOf(put.id)).toEqual([]);
});

test("nobody cancels what others bring, nor what is sent", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  const file = await bring(ana, threadId, "noodles");
  for (const other of [ben, eve]) await cancelFile(other, { viewerId: other.id, id: file.id });
  await sayWith(ana, threadId, [file.id]);
  await cancelFile(ana, { viewerId: ana.id, id: file.id });
  expect(await openFile(ben, { id: file.id })).toMatchObject({ name: file.name, size: file.size, type: file.type });
  expect(await leftOf(file.id)).toHaveLength(1);
});

test("nothing is kept of an image that is refused, and it may be brought again", async () => {
  const { ana, threadId } = await castOfThree();
  const content = (await unusableImages())["half.png"] ?? "";
  const put = putOf(ana, threadId, content, { name: "half.png" });
  for (const _again of [1, 2]) {
    expect(await putFile(ana, put)).toEqual({ received: 0, file: null });
    await receive(put, bodyOf(content));
    await expect(checkFile(ana, put)).rejects.toMatchObject({ code: "unusable-image" });
    expect(await leftOf(put.id)).toEqual([]);
  }
});
