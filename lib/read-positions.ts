import { updateReadPosition } from "@/db/participants";
import { announce } from "@/lib/realtime";
import { Refusal } from "@/lib/refusal";
import type { Viewer } from "@/lib/sessions";
import { summaryOf } from "@/lib/threads";
import type { ReadPosition } from "@/lib/wire/events";
import type { DisplayedThread } from "@/lib/wire/sync";

/** Notes that the viewer has had a thread before their eyes up to `seq`, and tells their other tabs. */
export async function displayThread(viewer: Viewer, { threadId, seq }: DisplayedThread): Promise<ReadPosition> {
  const moved = await updateReadPosition({ threadId, userId: viewer.id, seq });
  const summary = await summaryOf(viewer, threadId);
  if (!summary) throw new Refusal("not-a-participant");

  const { lastReadSeq, readVersion: version, unread, rev } = summary;
  const position = { threadId, seq: lastReadSeq, version, unread, rev };
  if (moved) announce({ type: "thread:read", userId: viewer.id, position });
  return position;
}
