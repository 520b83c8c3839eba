import sharp from "sharp";
import { drawInTurn } from "@/lib/drawing";

/** More than the cameras of phones make, and little enough to be held in memory. Of what moves, all frames together. */
const PIXELS = 50_000_000;
/** Nobody's screen shows more of one side. */
const SIDE = 4096;
const SECONDS = 6;

/** What is drawn anew, by the type that its first bytes say, and what sharp must then find in it. */
const FORMATS: Record<string, string> = {
  "image/png": "png",
  "image/apng": "png",
  "image/jpeg": "jpeg",
  "image/webp": "webp",
  "image/gif": "gif",
  // The container of HEIC too, of which sharp opens none: those are kept as any other file.
  "image/avif": "heif",
};

/** Of every image that we have drawn. */
export const DRAWN_TYPE = "image/webp";

export function isDrawable(type: string): boolean {
  return type in FORMATS;
}

/** An image as it was drawn, and its size in pixels. */
export type Drawn = { bytes: Buffer; width: number; height: number };

/**
 * Draws the image at a path anew, as a WebP: upright, moving if it moves, and with nothing else in it that somebody may
 * have put there or does not know of, such as where it was taken.
 */
export function drawImage(path: string, type: string): Promise<Drawn> {
  return drawInTurn(() => draw(path, type), "unusable-image");
}

async function draw(path: string, type: string): Promise<Drawn> {
  const image = sharp(path, { limitInputPixels: PIXELS, failOn: "error", animated: true });
  const { format } = await image.metadata();
  if (format !== FORMATS[type]) throw new Error("It is not what its first bytes say.");

  const { data, info } = await image
    .autoOrient()
    .resize(SIDE, SIDE, { fit: "inside", withoutEnlargement: true })
    .webp({ quality: 82 })
    .timeout({ seconds: SECONDS })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.pageHeight ?? info.height };
}
