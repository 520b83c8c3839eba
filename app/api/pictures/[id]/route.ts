import { answer } from "@/lib/answer";
import { openPicture } from "@/lib/pictures";
import { currentViewer } from "@/lib/viewer";
import { OpenPicture } from "@/lib/wire/pictures";

type Context = { params: Promise<{ id: string }> };

/** A picture never changes: another one has another id. */
const HEADERS = { "Cache-Control": "private, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff" };

/** To whoever is not signed in there are no pictures at all. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const viewer = await currentViewer();
  const outcome = viewer && (await answer(OpenPicture, await params, (asked) => openPicture(viewer, asked)));
  if (outcome?.ok) {
    const { data, type } = outcome.value;
    return new Response(new Uint8Array(data), { headers: { ...HEADERS, "Content-Type": type } });
  }
  const status = outcome?.code === "unavailable" ? 503 : 404;
  return new Response(null, { status, headers: { "Cache-Control": "no-store" } });
}
