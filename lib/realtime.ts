import { processWide } from "@/db/process-wide";
import type { ReadPosition } from "@/lib/wire/events";
import type { Message } from "@/lib/wire/messages";
import type { Thread } from "@/lib/wire/threads";

/**
 * Something that was committed and that open tabs should hear of. The membership version tells a node whether it knows
 * who may hear it.
 */
export type Announcement =
  | { type: "message:created"; threadId: string; membershipVersion: number; message: Message }
  | { type: "thread:changed"; threadId: string; membershipVersion: number; rev: number; thread: Thread }
  | { type: "thread:read"; userId: string; position: ReadPosition }
  | { type: "session:ended"; sessionId: string };

type Announcer = (announcement: Announcement) => void;

const shared = processWide<Announcer>("realtime");

/** The only way to tell tabs about a change: after the commit, never before it. */
export function announce(announcement: Announcement): void {
  shared.get()(announcement);
}

export const setAnnouncer = shared.set;

/** Whether this process pushes at all: Next alone would serve pages that nothing ever reaches. */
export const hasAnnouncer = () => shared.peek() !== undefined;
