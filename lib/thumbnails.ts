import sharp from "sharp";
import { rgbaToThumbHash } from "thumbhash";
import { drawInTurn } from "@/lib/images";

/** Twice the pixels of an image in the log, for the screens that have so many (components/files/picture.tsx). */
const SIDE = 640;
/** A thumbhash is made of no more. */
const HASH_SIDE = 100;
const SECONDS = 6;

/** Under what the thumbnail of a file lies in the storage: no file is called so, as their ids are uuids. */
export const thumbnailId = (fileId: string) => `${fileId}.small`;

/** `thumbnailSize` is in bytes, null where the image is small itself; `thumbhash` is base64. */
export type Thumbnail = { thumbhash: string; thumbnailSize: number | null };

/** Draws the thumbnail of an image that we have drawn: a WebP at the path `target`, moving if the image moves. */
export function drawThumbnail(path: string, target: string): Promise<Thumbnail> {
  return drawInTurn(async () => ({ thumbhash: await hashOf(path), thumbnailSize: await draw(path, target) }));
}

async function draw(path: string, target: string): Promise<number | null> {
  const image = sharp(path, { animated: true });
  const { width, height, pageHeight = height, size = 0 } = await image.metadata();
  if (width <= SIDE && pageHeight <= SIDE) return null;
  const drawn = await image
    .resize(SIDE, SIDE, { fit: "inside" })
    .webp({ quality: 78 })
    .timeout({ seconds: SECONDS })
    .toFile(target);
  return size > 0 && drawn.size >= size ? null : drawn.size;
}

async function hashOf(path: string): Promise<string> {
  const { data, info } = await sharp(path)
    .resize(HASH_SIDE, HASH_SIDE, { fit: "inside", withoutEnlargement: true })
    .ensureAlpha()
    .raw()
    .timeout({ seconds: SECONDS })
    .toBuffer({ resolveWithObject: true });
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString("base64");
}
