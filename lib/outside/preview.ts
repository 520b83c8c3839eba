import { drawPreviewPicture, type PreviewPicture } from "@/lib/preview-pictures";
import { Unreachable, Unwanted } from "./failure";
import { fetchOutside } from "./fetch-outside";
import { describePage, type PageDescription } from "./page";
import type { Reach } from "./reach";

const PAGE = { type: /^\s*text\/html\s*(?:;|$)/i, bytes: 512 * 1024, mayBeCut: true };
const PICTURE = { type: /^\s*image\/(?:png|apng|jpeg|webp|gif)\s*(?:;|$)/i, bytes: 5 * 1024 * 1024, mayBeCut: false };

export type FetchedPreview = Omit<PageDescription, "picture"> & { picture: PreviewPicture | null };

/**
 * What there is to show of a page: null where it has no title. Of a picture that is not to be had there is none. Throws as
 * `fetchOutside` does.
 */
export async function fetchPreview(link: string, reach: Reach, signal: AbortSignal): Promise<FetchedPreview | null> {
  const description = describePage(await fetchOutside(link, PAGE, reach, signal));
  return description && { ...description, picture: await pictureAt(description.picture, reach, signal) };
}

async function pictureAt(address: string | null, reach: Reach, signal: AbortSignal): Promise<PreviewPicture | null> {
  if (!address) return null;
  try {
    return await drawPreviewPicture((await fetchOutside(address, PICTURE, reach, signal)).bytes);
  } catch (error) {
    // Who comes after this process may get it.
    if (signal.aborted) throw error;
    if (error instanceof Unreachable || error instanceof Unwanted) return null;
    throw error;
  }
}
