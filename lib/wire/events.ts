import type { ThreadAttention } from "./attention";
import type { Message } from "./messages";
import type { Outcome } from "./outcome";
import type { KnownPerson } from "./people";
import type { Preferences } from "./preferences";
import type { Presence, SayPresence, WatchPresence } from "./presence";
import type { Theme } from "./profile";
import type { DisplayedThread, ReadPosition, Receipt, ReceivedThread } from "./read-positions";
import type { JoinThread, Sync, Synced, ThreadChanges } from "./sync";
import type { Thread, ThreadSummary } from "./threads";
import type { SayTyping, Typing } from "./typing";

/** A message as it is now, and the ids of those whom it named until then. */
export type MessageChange = { message: Message; mentionedBefore: string[] };

export type ServerToClientEvents = {
  "message:created": (message: Message) => void;
  "message:changed": (change: MessageChange) => void;
  "thread:changed": (change: { rev: number; thread: Thread }) => void;
  /** There is more than the tab was told: up to this change. */
  "thread:head": (head: { threadId: string; rev: number }) => void;
  "thread:added": (summary: ThreadSummary) => void;
  "thread:gone": (gone: { threadId: string }) => void;
  /** Where the person themselves is now, in these threads. */
  "thread:read": (positions: ReadPosition[]) => void;
  /** How much the person themselves wants to be called by a thread from now on. */
  "thread:attention": (attention: ThreadAttention) => void;
  /** How far somebody else is now. */
  "thread:receipt": (receipt: { threadId: string; receipt: Receipt }) => void;
  typing: (typing: Typing) => void;
  /** Somebody whom the tab watches has come, gone away or left. */
  presence: (presence: Presence) => void;
  /** What the person tells of themselves, and is told by others, is another thing from now on. */
  "preferences:changed": (preferences: Preferences) => void;
  /** How Parley looks to the person from now on. */
  "theme:changed": (theme: Theme) => void;
  /** Somebody is called otherwise, has another face, or their account was deleted. */
  "person:changed": (person: KnownPerson) => void;
  /** Whom the person has blocked is another thing from now on. */
  "blocks:changed": (blockedIds: string[]) => void;
  "session:ended": () => void;
  /** The server is about to stop; `after` is when to come back, in milliseconds from now. */
  "server:draining": (draining: { after: number }) => void;
};

type Reply<Value> = (outcome: Outcome<Value>) => void;

export type ClientToServerEvents = {
  sync: (sync: Sync, reply: Reply<Synced>) => void;
  "thread:join": (join: JoinThread, reply: Reply<ThreadChanges>) => void;
  "thread:displayed": (displayed: DisplayedThread, reply: Reply<ReadPosition>) => void;
  typing: (typing: SayTyping, reply: Reply<null>) => void;
  presence: (presence: SayPresence, reply: Reply<null>) => void;
  "presence:watch": (watch: WatchPresence, reply: Reply<Presence[]>) => void;
  "thread:received": (received: ReceivedThread, reply: Reply<null>) => void;
};

export const threadRoom = (threadId: string) => `thread:${threadId}`;
export const userRoom = (userId: string) => `user:${userId}`;
/** Those who watch whether a person is there. */
export const presenceRoom = (personId: string) => `presence:${personId}`;
export const sessionRoom = (sessionId: string) => `session:${sessionId}`;
