import { answer } from "@/lib/answer";
import { checkFile, putFile, requireMayBring } from "@/lib/files";
import { receive } from "@/lib/incoming";
import { retryAfter } from "@/lib/retry-after";
import { requireViewer } from "@/lib/viewer";
import { PutFile } from "@/lib/wire/files";
import type { Outcome, RefusalCode } from "@/lib/wire/outcome";

const STATUSES: { [Code in RefusalCode]?: number } = {
  "signed-out": 401,
  "no-such-file": 404,
  "file-too-large": 413,
  "unusable-image": 415,
  "quota-exceeded": 507,
  "too-fast": 429,
  unavailable: 503,
  unexpected: 500,
};

/**
 * Brings a file, or more of one. Whoever does not know how much of it is here asks with an empty body; bytes that leave a
 * gap behind those that are here are not taken. Either way the answer says how many there are. What is here already may
 * come again: whoever asked another process, which had less, is behind.
 */
export async function PUT(request: Request): Promise<Response> {
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  const before = await answer(PutFile, asked, async (put) => putFile(await requireViewer(put.viewerId), put));
  if (!before.ok || before.value.file || !request.body) return respond(before);
  const { id, offset, size } = PutFile.parse(asked);
  if (offset > before.value.received) return respond(before);
  const may = await answer(PutFile, asked, async (put) =>
    requireMayBring(await requireViewer(put.viewerId), size - offset),
  );
  if (!may.ok) return respond(may);
  // A file takes as long as its way does: no answer is owed meanwhile.
  await receive({ id, offset, size }, request.body);
  return respond(await answer(PutFile, asked, async (put) => checkFile(await requireViewer(put.viewerId), put)));
}

function respond(outcome: Outcome<unknown>): Response {
  const status = outcome.ok ? 200 : (STATUSES[outcome.code] ?? 403);
  return Response.json(outcome, { status, headers: { "Cache-Control": "no-store", ...retryAfter(outcome) } });
}
