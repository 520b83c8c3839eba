import sharp from "sharp";

/** A red picture, in a format that Parley takes. */
export function aPicture(
  format: "png" | "jpeg" | "webp" | "gif" = "png",
  { width = 40, height = 30 } = {},
): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: "#c03" } })
    .toFormat(format)
    .toBuffer();
}

/** What pretends to be a picture, or is one that nobody should open. */
export async function hostilePictures(): Promise<Record<string, Buffer>> {
  const png = await aPicture();
  const huge = Buffer.from(png);
  // The width and the height of its head, which promise 3.6 thousand million pixels.
  huge.writeUInt32BE(60_000, 16);
  huge.writeUInt32BE(60_000, 20);
  return {
    nothing: Buffer.alloc(0),
    "a page": Buffer.from("<!doctype html><script>alert(1)</script>"),
    "an SVG": Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    "an SVG behind the sign of a GIF": Buffer.from('GIF89a<svg xmlns="http://www.w3.org/2000/svg"/>'),
    "half a PNG": png.subarray(0, 30),
    "a PNG of too many pixels": huge,
    "a sign alone": Buffer.from([0xff, 0xd8, 0xff]),
  };
}

/** A GIF of two frames, a red one and a blue one. */
export async function aMovingPicture({ width = 40, height = 30 } = {}): Promise<Buffer> {
  const frames = ["#c03", "#03c"].map((background) =>
    sharp({ create: { width, height, channels: 3, background } })
      .png()
      .toBuffer(),
  );
  return sharp(await Promise.all(frames), { join: { animated: true } })
    .gif({ delay: [100, 100] })
    .toBuffer();
}
