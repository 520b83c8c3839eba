import type { Message } from "@/lib/wire/messages";
import type { OpenedThread, Thread, ThreadSummary } from "@/lib/wire/threads";

/** Things of the wire as a tab gets them, for tests that need no server. */
export const ana = { id: "00000000-0000-4000-8000-00000000000a", name: "Ana" };
export const ben = { id: "00000000-0000-4000-8000-00000000000b", name: "Ben" };
export const eve = { id: "00000000-0000-4000-8000-00000000000e", name: "Eve" };

export const THREAD_ID = "11111111-1111-4111-8111-111111111111";
export const NOON = Date.parse("2026-11-03T12:00:00Z");

/** What Ben said at a place of the thread, at noon; the change of the same number unless another is given. */
export function messageAt(seq: number, given: Partial<Message> = {}): Message {
  const id = `00000000-0000-4000-8000-${String(seq).padStart(12, "0")}`;
  const rest = { threadId: THREAD_ID, author: ben, event: null, editedAt: null, isDeleted: false };
  return { ...rest, seq, id, body: `message ${seq}`, rev: seq, createdAt: new Date(NOON).toISOString(), ...given };
}

/** What Ben said first: "Noodles?" */
export function aMessage(given: Partial<Message> = {}): Message {
  return messageAt(given.seq ?? 1, { body: "Noodles?", ...given });
}

/** Ana's line of her thread with Ben. */
export function aSummary(given: Partial<ThreadSummary> = {}): ThreadSummary {
  const lastMessage = aMessage();
  return {
    ...{ id: THREAD_ID, kind: "direct", title: "Ben", counterpart: ben, lastMessage },
    ...{ lastMessageAt: lastMessage.createdAt, lastSeq: 1, rev: 1, unread: 0, lastReadSeq: 1, readVersion: 1 },
    ...given,
  };
}

export function threadOf(...participants: Thread["participants"]): Thread {
  return { id: THREAD_ID, kind: "group", title: "Noodle club", participants };
}

/** A thread whose page shows these messages. */
export function openedWith(messages: Message[], rev = messages.at(-1)?.rev ?? 0): OpenedThread {
  const lastSeq = messages.at(-1)?.seq ?? 0;
  const hasOlder = (messages[0]?.seq ?? 1) > 1;
  return { summary: aSummary({ rev, lastSeq }), thread: threadOf(), page: { messages, hasOlder } };
}
