import type { Message, MessagePage } from "@/lib/wire/messages";
import type { Person } from "@/lib/wire/people";
import type { OpenedThread, Participant, Thread, ThreadSummary } from "@/lib/wire/threads";

/** Things of the wire as a tab gets them, for tests that need no server. */
export const ana = { id: "00000000-0000-4000-8000-00000000000a", name: "Ana", pictureId: null };
export const ben = { id: "00000000-0000-4000-8000-00000000000b", name: "Ben", pictureId: null };
export const eve = { id: "00000000-0000-4000-8000-00000000000e", name: "Eve", pictureId: null };

export const THREAD_ID = "11111111-1111-4111-8111-111111111111";
export const NOON = Date.parse("2026-11-03T12:00:00Z");

const NOTHING_TO_IT = { replyTo: null, quote: null, reactions: [], mentions: [], files: [], preview: null };

/** What Ben said at a place of the thread, at noon; the change of the same number unless another is given. */
export function messageAt(seq: number, given: Partial<Message> = {}): Message {
  const id = `00000000-0000-4000-8000-${String(seq).padStart(12, "0")}`;
  const rest = { threadId: THREAD_ID, author: ben, event: null, editedAt: null, isDeleted: false, ...NOTHING_TO_IT };
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
    ...{ id: THREAD_ID, kind: "direct", title: "Ben", pictureId: null, counterpart: ben, lastMessage },
    ...{
      lastMessageAt: lastMessage.createdAt,
      lastSeq: 1,
      rev: 1,
      unread: 0,
      mentions: 0,
      lastReadSeq: 1,
      readVersion: 1,
      attention: { version: 0, mutedUntil: null, pinnedAt: null, archivedAt: null },
    },
    ...given,
  };
}

export function participantOf(person: Person, role: Participant["role"] = "member"): Participant {
  return { ...person, isDeleted: false, username: person.name.toLowerCase(), role };
}

export function threadOf(...participants: Thread["participants"]): Thread {
  return { id: THREAD_ID, kind: "group", title: "Noodle club", history: "join", pictureId: null, participants };
}

/** A page of these messages, read when the last of them was the newest unless told otherwise. */
export function pageOf(messages: Message[], given: Partial<MessagePage> = {}): MessagePage {
  const newest = messages.at(-1)?.seq ?? 0;
  return { messages, hasOlder: (messages[0]?.seq ?? 1) > 1, newest, rev: newest, ...given };
}

const FILE_LIMITS = { count: 10, bytes: 25 * 1024 * 1024 };

/** A thread whose page shows these messages. */
export function openedWith(messages: Message[], rev = messages.at(-1)?.rev ?? 0): OpenedThread {
  const page = pageOf(messages, { rev });
  const summary = aSummary({ rev, lastSeq: page.newest });
  return { summary, thread: threadOf(), page, firstUnread: null, receipts: [], fileLimits: FILE_LIMITS };
}
