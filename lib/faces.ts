import { fileTypeFromBuffer } from "file-type";
import sharp from "sharp";
import { drawInTurn } from "@/lib/drawing";
import { Refusal } from "@/lib/refusal";

/** Twice the largest size at which a face is shown, for fine screens. */
const SIDE = 256;
/** More than the cameras of phones make, and little enough to be held in memory. */
const PIXELS = 50_000_000;
const SECONDS = 5;

/** What is taken, by its first bytes. A name or a type that somebody gives proves nothing, and an SVG is a program. */
const TYPES = ["image/png", "image/apng", "image/jpeg", "image/gif", "image/webp"];

/** A square WebP of a picture that somebody gave, cut out where there is most to see, upright, and with nothing else in it. */
export async function drawFace(given: Buffer): Promise<Buffer> {
  const type = (await fileTypeFromBuffer(given))?.mime;
  if (!type || !TYPES.includes(type)) throw new Refusal("not-a-picture");
  return drawInTurn(() => draw(given), "not-a-picture");
}

function draw(given: Buffer): Promise<Buffer> {
  return sharp(given, { limitInputPixels: PIXELS, failOn: "error" })
    .autoOrient()
    .resize(SIDE, SIDE, { fit: "cover", position: sharp.strategy.attention })
    .webp({ quality: 82 })
    .timeout({ seconds: SECONDS })
    .toBuffer();
}
