import type { Message } from "./messages";
import type { Outcome } from "./outcome";
import type { DisplayedThread, JoinThread, Sync, Synced, ThreadChanges } from "./sync";
import type { Thread, ThreadSummary } from "./threads";

/** A read position, of which the higher version wins. `unread` was counted when the thread's newest change was `rev`. */
export type ReadPosition = { threadId: string; seq: number; version: number; unread: number; rev: number };

export type ServerToClientEvents = {
  "message:created": (message: Message) => void;
  "thread:changed": (change: { rev: number; thread: Thread }) => void;
  /** There is more than the tab was told: up to this change. */
  "thread:head": (head: { threadId: string; rev: number }) => void;
  "thread:added": (summary: ThreadSummary) => void;
  "thread:gone": (gone: { threadId: string }) => void;
  "thread:read": (position: ReadPosition) => void;
  "session:ended": () => void;
  /** The server is about to stop; `after` is when to come back, in milliseconds from now. */
  "server:draining": (draining: { after: number }) => void;
};

type Reply<Value> = (outcome: Outcome<Value>) => void;

export type ClientToServerEvents = {
  sync: (sync: Sync, reply: Reply<Synced>) => void;
  "thread:join": (join: JoinThread, reply: Reply<ThreadChanges>) => void;
  "thread:displayed": (displayed: DisplayedThread, reply: Reply<ReadPosition>) => void;
};

export const threadRoom = (threadId: string) => `thread:${threadId}`;
export const userRoom = (userId: string) => `user:${userId}`;
export const sessionRoom = (sessionId: string) => `session:${sessionId}`;
