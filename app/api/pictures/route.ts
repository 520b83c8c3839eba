import { answer } from "@/lib/answer";
import { readBody } from "@/lib/bodies";
import { putPicture } from "@/lib/pictures";
import { currentViewer, requireViewer } from "@/lib/viewer";
import { PICTURE_BYTES } from "@/lib/wire/limits";
import type { RefusalCode } from "@/lib/wire/outcome";
import { ChangePicture } from "@/lib/wire/pictures";

const STATUSES: { [Code in RefusalCode]?: number } = {
  "signed-out": 401,
  "picture-too-large": 413,
  "not-a-picture": 415,
  unavailable: 503,
  unexpected: 500,
};

/** No action: those have bodies of no more than a few messages. A stranger's is not even read. */
export async function PUT(request: Request): Promise<Response> {
  const sent = (await currentViewer()) ? await readBody(request.body, PICTURE_BYTES) : null;
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  const outcome = await answer(ChangePicture, asked, async (change) =>
    putPicture(await requireViewer(change.viewerId), change, sent),
  );
  const status = outcome.ok ? 200 : (STATUSES[outcome.code] ?? 403);
  return Response.json(outcome, { status, headers: { "Cache-Control": "no-store" } });
}
