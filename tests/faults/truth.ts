import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { LIST_KEY } from "@/components/connection/deliveries";
import type { ListedThreads } from "@/components/threads/listed-threads";
import { database } from "@/db/client";
import { messages, threadParticipants, threads } from "@/db/schema";
import { listMessages } from "@/lib/messages";
import type { Viewer } from "@/lib/sessions";
import { newestThreads, openThread } from "@/lib/threads";
import type { Message } from "@/lib/wire/messages";
import type { Standing, StoredThread } from "./history";
import type { Page } from "./tabs/page";

/** Whether somebody is in a thread, and the place of the line that tells of their last removal. */
export async function findPlace(threadId: string, personId: string): Promise<{ isIn: boolean; leftSeq: number }> {
  const [row] = await database()
    .select({
      leftAt: threadParticipants.leftAt,
      leftSeq: sql<number>`coalesce((
        select max(${messages.seq}) from ${messages} where ${messages.threadId} = ${threadId}
        and (${messages.event} -> 'person' ->> 'id' = ${personId}
          or ${messages.event} ->> 'type' = 'left' and ${messages.authorId} = ${personId})), 0)`,
    })
    .from(threadParticipants)
    .where(and(eq(threadParticipants.threadId, threadId), eq(threadParticipants.userId, personId)));
  return { isIn: row !== undefined && row.leftAt === null, leftSeq: row?.leftSeq ?? 0 };
}

/** How far each thread is. */
export function findHeads(): Promise<Pick<StoredThread, "id" | "lastSeq" | "lastRev">[]> {
  return database().select({ id: threads.id, lastSeq: threads.lastSeq, lastRev: threads.lastRev }).from(threads);
}

/** Every thread as PostgreSQL has it. */
export async function findStored(): Promise<StoredThread[]> {
  const [heads, stored, participants] = await Promise.all([
    findHeads(),
    database()
      .select({
        ...{ threadId: messages.threadId, seq: messages.seq, id: messages.id, rev: messages.rev },
        ...{ author: messages.authorId, event: messages.event },
      })
      .from(messages)
      .orderBy(asc(messages.threadId), asc(messages.seq)),
    database()
      .select({
        ...{ threadId: threadParticipants.threadId, person: threadParticipants.userId },
        ...{ joinedSeq: threadParticipants.joinedSeq, lastReadSeq: threadParticipants.lastReadSeq },
      })
      .from(threadParticipants)
      .where(isNull(threadParticipants.leftAt)),
  ]);
  const messagesOf = byThread(stored);
  const participantsOf = byThread(participants);
  return heads.map((head) => ({
    ...head,
    messages: messagesOf.get(head.id) ?? [],
    participants: participantsOf.get(head.id) ?? [],
  }));
}

function byThread<Row extends { threadId: string }>(rows: Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.threadId);
    if (group) group.push(row);
    else groups.set(row.threadId, [row]);
  }
  return groups;
}

/** What a page holds beside what it would be given if it was opened now. */
export async function standingsOf(page: Page): Promise<Standing[]> {
  const { viewer, name: tab } = page;
  const list = page.tab.client.getQueryData<ListedThreads>(LIST_KEY);
  const fresh = await newestThreads(viewer);
  const standings: Standing[] = [{ tab, of: "list", held: list?.threads, fresh: fresh.threads }];

  for (const { id } of fresh.threads) {
    const timeline = page.timelineOf(id);
    // It came into the list after the person had looked through it for the last time.
    if (!timeline) continue;
    const { thread, messages } = await freshTimeline(viewer, id, timeline.messages[0]?.seq ?? 1);
    const held = !timeline.isGone ? { thread: timeline.thread, messages: timeline.messages } : null;
    standings.push({ tab, of: id, held, fresh: { thread, messages } });
  }
  return standings;
}

/** A thread from the place `from` on. */
async function freshTimeline(viewer: Viewer, threadId: string, from: number) {
  const { thread, page } = await openThread(viewer, threadId);
  let { messages, hasOlder } = page;
  for (let first = messages[0]; first && hasOlder && first.seq > from; first = messages[0]) {
    const older = await listMessages(viewer, { viewerId: viewer.id, threadId, before: first.seq });
    messages = [...older.messages, ...messages];
    hasOlder = older.hasOlder;
  }
  return { thread, messages: messages.filter(({ seq }: Message) => seq >= from) };
}
