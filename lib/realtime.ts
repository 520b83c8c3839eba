import { processWide } from "@/db/process-wide";
import type { ThreadAttention } from "@/lib/wire/attention";
import type { Message } from "@/lib/wire/messages";
import type { KnownPerson } from "@/lib/wire/people";
import type { Preferences } from "@/lib/wire/preferences";
import type { Activity } from "@/lib/wire/presence";
import type { Theme } from "@/lib/wire/profile";
import type { ReadPosition, Receipt } from "@/lib/wire/read-positions";
import type { Thread } from "@/lib/wire/threads";
import type { Typing } from "@/lib/wire/typing";

/**
 * Something that was committed and that open tabs should hear of. The membership version tells a node whether it knows
 * who may hear it.
 */
export type Announcement =
  | { type: "message:created"; threadId: string; membershipVersion: number; message: Message }
  | MessageChanged
  | { type: "thread:changed"; threadId: string; membershipVersion: number; rev: number; thread: Thread }
  /** There is more of a thread than was announced, up to this change: the tabs ask for it. */
  | { type: "thread:head"; threadId: string; membershipVersion: number; rev: number }
  | { type: "thread:read"; userId: string; positions: ReadPosition[] }
  | { type: "thread:attention"; userId: string; attention: ThreadAttention }
  | { type: "thread:receipts"; personId: string; receipts: ThreadReceipt[] }
  | NodePresence
  | { type: "typing"; membershipVersion: number; typing: Typing }
  | { type: "preferences:changed"; userId: string; preferences: Preferences }
  | { type: "theme:changed"; userId: string; theme: Theme }
  | { type: "person:changed"; person: KnownPerson }
  | BlocksChanged
  | { type: "session:ended"; sessionId: string };

/** Whom a person has blocked, of whom `personId` was changed; whether there is a block between the two, of whichever. */
export type BlocksChanged = {
  type: "blocks:changed";
  userId: string;
  blockedIds: string[];
  personId: string;
  areEstranged: boolean;
};

/** A message is another one than before: its text, its reactions, the preview of its link, or that it was deleted. */
type MessageChanged = {
  type: "message:changed";
  threadId: string;
  membershipVersion: number;
  message: Message;
  /** The ids of those whom it named until now. */
  mentionedBefore: string[];
};

/** How far somebody is in a thread, for the others in it. */
export type ThreadReceipt = { threadId: string; membershipVersion: number; receipt: Receipt };

/** What one node tells the others of the people at its sockets. `at` is when they were last heard, in ms since 1970. */
export type NodePresence = {
  type: "presence";
  node: string;
  people: { id: string; state: Activity | "offline"; at: number }[];
};

type Announcer = (announcement: Announcement) => void;

const shared = processWide<Announcer>("realtime");

/** The only way to tell tabs about a change: after the commit, never before it. */
export function announce(announcement: Announcement): void {
  shared.get()(announcement);
}

export const setAnnouncer = shared.set;

/** Whether this process pushes at all: Next alone would serve pages that nothing ever reaches. */
export const hasAnnouncer = () => shared.peek() !== undefined;
