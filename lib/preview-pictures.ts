import { fileTypeFromBuffer } from "file-type";
import sharp from "sharp";
import { drawInTurn } from "@/lib/drawing";
import { isDrawable } from "@/lib/images";

const FORMATS = ["png", "jpeg", "webp", "gif"];
/** Twice the longest side at which it is shown, for fine screens. */
const SIDE = 640;
/** More than any page shows, and little enough to be held in memory. */
const PIXELS = 24_000_000;
const SECONDS = 4;

/** The picture of a page, drawn anew; `width` and `height` in pixels. */
export type PreviewPicture = { bytes: Buffer; width: number; height: number };

/**
 * Draws the picture of a page anew, as a small WebP that does not move and with nothing else in it; null where the bytes
 * are no picture, or one that would take too much to open.
 */
export async function drawPreviewPicture(given: Buffer): Promise<PreviewPicture | null> {
  const type = (await fileTypeFromBuffer(given))?.mime;
  if (!type || !isDrawable(type)) return null;
  return drawInTurn(() => draw(given), "not-a-picture").catch(() => null);
}

async function draw(given: Buffer): Promise<PreviewPicture> {
  const image = sharp(given, { limitInputPixels: PIXELS, failOn: "error" });
  const { format } = await image.metadata();
  if (!FORMATS.includes(format ?? "")) throw new Error("It is not what its first bytes say.");
  const { data, info } = await image
    .autoOrient()
    .resize(SIDE, SIDE, { fit: "inside", withoutEnlargement: true })
    .webp({ quality: 78 })
    .timeout({ seconds: SECONDS })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height };
}
