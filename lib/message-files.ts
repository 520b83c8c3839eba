import { transaction } from "@/db/client";
import { type FileRow, updateFilesSent } from "@/db/files";
import { enterWords } from "@/db/message-words";
import { insertMessages, type NewDraft } from "@/db/messages";
import { fileLimits } from "@/lib/file-limits";
import { Refusal } from "@/lib/refusal";
import { vectorOf } from "@/lib/search/matching";
import type { Viewer } from "@/lib/sessions";
import type { MessageFile } from "@/lib/wire/files";

/** Writes a message together with its files, or nothing at all: they must be the writer's, whole, and in no message yet. */
export function insertMessageWithFiles(viewer: Viewer, threadId: string, draft: NewDraft, fileIds: string[]) {
  if (fileIds.length > fileLimits().count) throw new Refusal("too-many-files");

  return transaction(async (tx) => {
    const [row] = await insertMessages(viewer, threadId, [draft], tx);
    if (!row) throw new Error("There is no answer to the draft.");
    if (row.result !== "sent" || !row.isNew) return { ...row, files: null };

    const sent = await updateFilesSent(tx, { threadId, seq: row.seq }, viewer.id, fileIds);
    if (sent.length < fileIds.length) throw new Refusal("no-such-file");
    const inOrder = sent.sort((one, other) => (one.place ?? 0) - (other.place ?? 0));
    // The message was entered without its files, which has made it forgotten.
    await enterWords(tx, [{ threadId, seq: row.seq, words: vectorOf(draft.body, inOrder) }]);
    return { ...row, files: inOrder.map(toMessageFile) };
  });
}

/** Of a file that is whole. */
export function toMessageFile({ id, name, size, type, width, height, thumbhash }: FileRow): MessageFile {
  return { id, name, size, type: type ?? "application/octet-stream", width, height, thumbhash };
}
