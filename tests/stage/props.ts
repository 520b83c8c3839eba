import type { Message } from "@/lib/wire/messages";
import type { OpenedThread, Thread, ThreadSummary } from "@/lib/wire/threads";

/** Things of the wire as a tab gets them, for tests that need no server. */
export const THREAD_ID = "11111111-1111-4111-8111-111111111111";
export const ANA = { id: "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa", name: "Ana" };
export const BEN = { id: "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb", name: "Ben" };

/** The message at a place; each is the change of the same number unless another is given. */
export function messageAt(seq: number, changes: Partial<Message> = {}): Message {
  const id = `00000000-0000-4000-8000-${String(seq).padStart(12, "0")}`;
  const createdAt = new Date(Date.UTC(2026, 10, 3, 12) + seq * 1000).toISOString();
  const body = `message ${seq}`;
  const rest = { threadId: THREAD_ID, author: BEN, event: null, editedAt: null, isDeleted: false };
  return { ...rest, seq, id, body, rev: seq, createdAt, ...changes };
}

export function threadOf(...participants: Thread["participants"]): Thread {
  return { id: THREAD_ID, kind: "group", title: "Noodle club", participants };
}

export function summaryOf(changes: Partial<ThreadSummary> = {}): ThreadSummary {
  const lastMessage = messageAt(1);
  return {
    ...{ id: THREAD_ID, kind: "group", title: "Noodle club", counterpart: null, lastMessage },
    ...{ lastMessageAt: lastMessage.createdAt, lastSeq: 1, rev: 1, unread: 0, lastReadSeq: 1, readVersion: 0 },
    ...changes,
  };
}

/** A thread whose page shows these messages. */
export function openedWith(messages: Message[], rev = messages.at(-1)?.rev ?? 0): OpenedThread {
  const lastSeq = messages.at(-1)?.seq ?? 0;
  const hasOlder = (messages[0]?.seq ?? 1) > 1;
  return { summary: summaryOf({ rev, lastSeq }), thread: threadOf(), page: { messages, hasOlder } };
}
