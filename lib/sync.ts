import { findMembershipsOf } from "@/db/participants";
import { findPeopleSeen } from "@/db/people";
import { findThreadsChangedWithin } from "@/db/threads";
import { messagesSince } from "@/lib/messages";
import { requireParticipant } from "@/lib/participants";
import { themeOf } from "@/lib/profile";
import { receiptsOf } from "@/lib/receipts";
import { Refusal } from "@/lib/refusal";
import type { Viewer } from "@/lib/sessions";
import { newestThreads, threadView } from "@/lib/threads";
import { CHANGES_LIMIT } from "@/lib/wire/limits";
import type { JoinThread, Sync, Synced, ThreadChanges } from "@/lib/wire/sync";

/**
 * What a tab missed: the top of its list, and of the threads that it knows those in which something has changed. To be
 * asked after its socket is in the rooms, so that nothing falls between asking and hearing.
 */
export async function sync(viewer: Viewer, { viewerId, threads: known, openThreadId }: Sync): Promise<Synced> {
  if (viewer.id !== viewerId) throw new Refusal("other-viewer");
  const [list, revs, receipts, people, theme] = await Promise.all([
    newestThreads(viewer),
    revsOf(viewer, known),
    openThreadId ? receiptsOf(viewer, openThreadId) : [],
    findPeopleSeen(viewer.id, openThreadId),
    themeOf(viewer),
  ]);
  const changed = known.filter(({ id, rev }) => revs.get(id) !== rev);
  const changes = await Promise.all(
    changed.map(async ({ id, rev }) => [id, await changesOrGone(viewer, id, rev)] as const),
  );
  return { list, threads: Object.fromEntries(changes), receipts, people, theme };
}

/** When a server is restarted all of its tabs ask at once, most of them about threads in which nothing has happened. */
async function revsOf(viewer: Viewer, known: { id: string }[]): Promise<Map<string, number>> {
  if (known.length === 0) return new Map();
  const ids = known.map(({ id }) => id);
  const found = await findMembershipsOf(viewer.id, ids);
  return new Map(found.map(({ threadId, rev }) => [threadId, rev]));
}

/** What a tab missed of one thread. */
export async function joinThread(viewer: Viewer, { threadId, rev }: JoinThread): Promise<ThreadChanges> {
  const { readableFrom } = await requireParticipant(viewer, threadId);
  return changesSince(viewer, { threadId, rev, readableFrom });
}

/** Threads that changed a moment ago, for the tabs that the word of it may not have reached. */
export function threadsChangedWithin(seconds: number) {
  return findThreadsChangedWithin(seconds);
}

async function changesOrGone(viewer: Viewer, threadId: string, rev: number): Promise<ThreadChanges> {
  try {
    return await joinThread(viewer, { threadId, rev });
  } catch (error) {
    if (error instanceof Refusal) return { kind: "gone" };
    throw error;
  }
}

type Known = JoinThread & { readableFrom: number };

async function changesSince(viewer: Viewer, { threadId, rev: known, readableFrom }: Known): Promise<ThreadChanges> {
  const [{ rev: upTo, thread }, receipts] = await Promise.all([threadView(threadId), receiptsOf(viewer, threadId)]);
  if (upTo - known > CHANGES_LIMIT) return { kind: "tooLong", upTo, thread, receipts };

  const messages = upTo > known ? await messagesSince(viewer, threadId, known) : [];
  return { kind: "changes", upTo, readableFrom, thread, messages, receipts };
}
