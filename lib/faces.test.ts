import sharp from "sharp";
import { expect, test } from "vitest";
import { aPicture, hostilePictures } from "@/tests/stage/pictures";
import { drawFace } from "./faces";

test.each(["png", "jpeg", "webp", "gif"] as const)("a %s becomes a square WebP", async (format) => {
  const face = await drawFace(await aPicture(format, { width: 700, height: 300 }));
  expect(await sharp(face).metadata()).toMatchObject({ format: "webp", width: 256, height: 256 });
});

test("what the camera knew is gone, and the picture stands upright", async () => {
  const wide = await sharp({ create: { width: 60, height: 20, channels: 3, background: "#fff" } })
    .withExif({ IFD0: { Copyright: "Ana" }, IFD3: { GPSLatitude: "51/1 30/1 0/1" } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  expect((await sharp(wide).metadata()).exif).toBeDefined();

  const { exif, orientation, icc, xmp } = await sharp(await drawFace(wide)).metadata();
  expect({ exif, orientation, icc, xmp }).toEqual({});
});

test("what only pretends to be a picture, or would take too much to open, is refused", async () => {
  for (const [name, given] of Object.entries(await hostilePictures())) {
    await expect(drawFace(given), name).rejects.toMatchObject({ code: "not-a-picture" });
  }
});
