import { readdirSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { answer } from "@/lib/answer";
import { putFile } from "@/lib/files";
import { filesFolder } from "@/lib/files-folder";
import { isDrawable } from "@/lib/images";
import { PutFile } from "@/lib/wire/files";
import { castOfThree } from "@/tests/stage/cast";
import { bring, contentOf, putOf, storedOf } from "@/tests/stage/files";
import { HOSTILE_NAMES, hostileFiles, unusableImages } from "@/tests/stage/hostile-files";
import { aPicture } from "@/tests/stage/pictures";
import { setStage } from "@/tests/stage/stage";

setStage();

test("what pretends to be an image is none: what is shown was drawn by us, and nothing else is in it", async () => {
  const { ana, threadId } = await castOfThree();
  for (const [name, content] of Object.entries(await hostileFiles())) {
    const file = await bring(ana, threadId, content, name);
    if (name.startsWith("both")) {
      expect([name, file.type, file.width]).toEqual([name, "image/webp", 40]);
      const kept = await contentOf(file.id);
      expect(kept.includes("script")).toBe(false);
      expect((await sharp(kept).metadata()).format).toBe("webp");
    } else expect([name, isDrawable(file.type), file.width]).toEqual([name, false, null]);
  }
});

test("an image that is broken, or of 144 million pixels, is refused", async () => {
  const { ana, threadId } = await castOfThree();
  for (const [name, content] of Object.entries(await unusableImages())) {
    expect(content.length).toBeLessThan(1024 * 1024);
    await expect(bring(ana, threadId, content, name), name).rejects.toThrow("unusable-image");
  }
  await bring(ana, threadId, await aPicture("png"), "photo.png");
});

test("a name is shown without its path and what turns or breaks the line, and is no part of any path", async () => {
  const { ana, threadId } = await castOfThree();
  const ids: string[] = [];
  for (const [given, shown] of HOSTILE_NAMES) {
    const put = putOf(ana, threadId, "noodles", { name: given });
    expect(PutFile.parse(put).name).toBe(shown);
    const { id, name } = await bring(ana, threadId, "noodles", PutFile.parse(put).name);
    expect(name).toBe(shown);
    ids.push(id);
  }
  const kept = readdirSync(filesFolder(), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const places = kept.map(({ parentPath, name }) => join(parentPath, name));
  for (const id of ids) {
    const [storedAs = ""] = storedOf(id);
    expect(places).toContain(join(filesFolder(), id.slice(0, 2), storedAs));
  }
  for (const place of places)
    expect(place.slice(filesFolder().length)).toMatch(
      /^\/(incoming|[0-9a-f]{2})\/[0-9a-f-]{36}(\.[0-9a-f-]{36}(\.small)?)?$/,
    );
});

test("a name that no database keeps, or an id that is a path, is no input", async () => {
  const { ana, threadId } = await castOfThree();
  const put = putOf(ana, threadId, "noodles");
  const ask = (given: object) => answer(PutFile, { ...put, ...given }, (asked) => putFile(ana, asked));
  for (const given of [
    { name: "menu\0.txt" },
    { name: "x".repeat(256) },
    { id: "../../secret" },
    { size: -1 },
    { size: "1e3.5" },
  ])
    expect(await ask(given)).toEqual({ ok: false, code: "invalid-input" });
  expect((await ask({})).ok).toBe(true);
});
