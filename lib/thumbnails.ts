import sharp from "sharp";
import { rgbaToThumbHash } from "thumbhash";
import { drawInTurn } from "@/lib/drawing";

/** Twice the pixels of an image in the log, for the screens that have so many (components/files/picture.tsx). */
const SIDE = 640;
/** A thumbhash is made of no more. */
const HASH_SIDE = 100;
const SECONDS = 6;

/** Under what the thumbnail of a file lies in the storage that is stored as this. */
export const thumbnailOf = (storedAs: string) => `${storedAs}.small`;

/** `thumbhash` is base64; `bytes` are null where the image is small itself. */
export type Thumbnail = { thumbhash: string; bytes: Buffer | null };

/** Draws the thumbnail of an image that we have drawn: a WebP, moving if the image moves. */
export function drawThumbnail(image: Buffer): Promise<Thumbnail> {
  return drawInTurn(async () => ({ thumbhash: await hashOf(image), bytes: await draw(image) }), "unusable-image");
}

async function draw(drawn: Buffer): Promise<Buffer | null> {
  const image = sharp(drawn, { animated: true });
  const { width, height, pageHeight = height } = await image.metadata();
  if (width <= SIDE && pageHeight <= SIDE) return null;
  const small = await image
    .resize(SIDE, SIDE, { fit: "inside" })
    .webp({ quality: 78 })
    .timeout({ seconds: SECONDS })
    .toBuffer();
  return small.length < drawn.length ? small : null;
}

async function hashOf(image: Buffer): Promise<string> {
  const { data, info } = await sharp(image)
    .resize(HASH_SIDE, HASH_SIDE, { fit: "inside", withoutEnlargement: true })
    .ensureAlpha()
    .raw()
    .timeout({ seconds: SECONDS })
    .toBuffer({ resolveWithObject: true });
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString("base64");
}
