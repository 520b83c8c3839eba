import { answer } from "@/lib/answer";
import { openPreviewPicture } from "@/lib/link-previews";
import { currentViewer } from "@/lib/viewer";
import { OpenPreviewPicture } from "@/lib/wire/link-previews";

type Context = { params: Promise<{ id: string }> };

/** Asked for anew each time, as files are: whoever is no longer in the thread gets nothing, not even out of a cache. */
const HEADERS = {
  "Cache-Control": "private, no-store",
  "X-Content-Type-Options": "nosniff",
  "Content-Disposition": "inline",
  "Content-Type": "image/webp",
};

/** The picture of a link's preview. To whoever may not read the message there is none. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const viewer = await currentViewer();
  const outcome =
    viewer && (await answer(OpenPreviewPicture, await params, (asked) => openPreviewPicture(viewer, asked)));
  if (outcome?.ok) return new Response(new Uint8Array(outcome.value), { headers: HEADERS });

  const status = outcome?.code === "unavailable" ? 503 : 404;
  return new Response(null, { status, headers: { "Cache-Control": "no-store" } });
}
