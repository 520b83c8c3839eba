import { findThreadFiles } from "@/db/thread-files";
import { DRAWN_TYPE } from "@/lib/images";
import { toMessageFile } from "@/lib/message-files";
import { requireParticipant } from "@/lib/participants";
import { asPerson } from "@/lib/people";
import type { Viewer } from "@/lib/sessions";
import type { FilePage, ListFiles } from "@/lib/wire/thread-files";

const PAGE = 30;

/** A page of what was sent in a thread beside words, as far as the viewer may read it. */
export async function listFiles(viewer: Viewer, { threadId, kind, before }: ListFiles): Promise<FilePage> {
  await requireParticipant(viewer, threadId);
  const wanted = { threadId, type: DRAWN_TYPE, isOfType: kind === "images", before };
  const rows = await findThreadFiles(viewer.id, { ...wanted, limit: PAGE + 1 });
  const files = rows.slice(0, PAGE).map(({ file, author, at }) => ({
    file: toMessageFile(file),
    seq: file.seq ?? 0,
    author: asPerson(author),
    at: at.toISOString(),
  }));
  const last = rows.length > PAGE ? rows[PAGE - 1]?.file : undefined;
  return { files, next: last?.seq && last.place ? { seq: last.seq, place: last.place } : null };
}
