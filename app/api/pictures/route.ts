import { answer } from "@/lib/answer";
import { holdBody } from "@/lib/bodies";
import { requireWithin } from "@/lib/limiter";
import { putPicture } from "@/lib/pictures";
import { retryAfter } from "@/lib/retry-after";
import { requireViewer } from "@/lib/viewer";
import { PICTURE_BYTES } from "@/lib/wire/limits";
import type { Outcome, RefusalCode } from "@/lib/wire/outcome";
import { ChangePicture } from "@/lib/wire/pictures";

const STATUSES: { [Code in RefusalCode]?: number } = {
  "signed-out": 401,
  "picture-too-large": 413,
  "not-a-picture": 415,
  "too-fast": 429,
  unavailable: 503,
  unexpected: 500,
};

/** No action: those have bodies of no more than a few messages. A stranger's is not even read. */
export async function PUT(request: Request): Promise<Response> {
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  const admitted = await answer(ChangePicture, asked, async ({ viewerId }) => {
    const viewer = await requireViewer(viewerId);
    await requireWithin("picture", viewer.id);
    return viewer;
  });
  if (!admitted.ok) return respond(admitted);

  // A picture takes as long as its way does: no answer is owed meanwhile.
  const sent = { personId: admitted.value.id, body: request.body, most: PICTURE_BYTES };
  return respond(
    await holdBody(sent, (picture) =>
      answer(ChangePicture, asked, async (change) => putPicture(await requireViewer(change.viewerId), change, picture)),
    ),
  );
}

function respond(outcome: Outcome<unknown>): Response {
  const status = outcome.ok ? 200 : (STATUSES[outcome.code] ?? 403);
  return Response.json(outcome, { status, headers: { "Cache-Control": "no-store", ...retryAfter(outcome) } });
}
