import { z } from "zod";
import { Id } from "./id";
import { asViewer } from "./viewer";

/**
 * What the page says about itself to which the first link of a message leads: plain text of somebody else's. `url` is the
 * link, and the picture is ours, `width` by `height` pixels.
 */
export type LinkPreview = {
  url: string;
  title: string;
  siteName: string | null;
  description: string | null;
  picture: { id: string; width: number; height: number } | null;
};

export type SetLinkPreviews = z.infer<typeof SetLinkPreviews>;
export const SetLinkPreviews = asViewer({ isOn: z.boolean() });

export const OpenPreviewPicture = z.strictObject({ id: Id });
