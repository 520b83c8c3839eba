import { answer } from "@/lib/answer";
import { LENGTH_HEADER } from "@/lib/body-length";
import { type OpenedFile, openFile } from "@/lib/files";
import { rangeOf } from "@/lib/ranges";
import { storage } from "@/lib/storage";
import { currentViewer } from "@/lib/viewer";
import { shownType } from "@/lib/wire/file-kinds";
import { OpenFile } from "@/lib/wire/files";

type Context = { params: Promise<{ id: string }> };

/**
 * Asked for anew each time: whoever is no longer in the thread gets nothing, not even out of a cache. Nor compressed on its
 * way: a range is one of the file's own bytes, and the length that is told is theirs.
 */
const HEADERS = {
  "Cache-Control": "private, no-store, no-transform",
  "X-Content-Type-Options": "nosniff",
  "Accept-Ranges": "bytes",
};

/** A file of a message, its thumbnail (`?size=small`), or a part of either. To whoever may not read it there is none. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const viewer = await currentViewer();
  const asked = { ...Object.fromEntries(new URL(request.url).searchParams), ...(await params) };
  const outcome =
    viewer && (await answer(OpenFile, asked, async (asked) => send(await openFile(viewer, asked), request)));
  if (outcome?.ok) return outcome.value;

  const status = outcome?.code === "unavailable" ? 503 : 404;
  return new Response(null, { status, headers: { "Cache-Control": "no-store" } });
}

/** The same without the file: Next would open it for this too, and let nobody close it. */
export const HEAD = GET;

async function send(file: OpenedFile, request: Request): Promise<Response> {
  const { storedAs, size } = file;
  const range = rangeOf(request.headers.get("range"), size);
  if (range === "unsatisfiable") {
    return new Response(null, { status: 416, headers: { ...HEADERS, "Content-Range": `bytes */${size}` } });
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  const headers = {
    ...HEADERS,
    "Content-Type": shownType(file) ?? "application/octet-stream",
    "Content-Disposition": dispositionOf(file),
    [LENGTH_HEADER]: String(end - start + 1),
    ...(range && { "Content-Range": `bytes ${start}-${end}/${size}` }),
  };
  const status = range ? 206 : 200;
  if (request.method === "HEAD") return new Response(null, { status, headers });

  const content = await storage().open(storedAs, { start, end });
  // Whoever has gone meanwhile reads nothing, and nobody else would close it.
  request.signal.addEventListener("abort", () => void content.cancel().catch(() => {}), { once: true });
  if (request.signal.aborted) await content.cancel();
  return new Response(content, { status, headers });
}

/** Only what we have drawn ourselves, and what is played, is shown; the name is written as RFC 6266 and RFC 8187 have it. */
function dispositionOf(file: OpenedFile): string {
  const plain = file.name.replace(/[^\w .-]/g, "_");
  const encoded = encodeURIComponent(file.name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${shownType(file) ? "inline" : "attachment"}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
