import { z } from "zod";
import { Id } from "./id";
import { Place } from "./messages";
import { asViewer } from "./viewer";

/**
 * Up to where the viewer has read a thread. The higher `version` wins: it counts how often the position was set anew, as
 * by "Mark as unread"; of the same version the greater `seq` wins. `unread` and `mentions` were counted when the
 * thread's newest change was `rev`.
 */
export type ReadPosition = {
  threadId: string;
  seq: number;
  version: number;
  unread: number;
  mentions: number;
  rev: number;
};

/** How far somebody else is in a thread. `seenAt` is when they came to `seenSeq`, ISO 8601 in UTC. */
export type Receipt = {
  personId: string;
  deliveredSeq: number;
  seenSeq: number;
  seenAt: string | null;
  /** The first message that they may read: of what was before, they have had nothing. */
  readableFrom: number;
};

export type DisplayedThread = z.infer<typeof DisplayedThread>;
/** The person has had everything up to `seq` before their eyes, in a tab that knew the position at `version`. */
export const DisplayedThread = z.strictObject({ threadId: Id, seq: Place, version: Place });

export type ReceivedThread = z.infer<typeof ReceivedThread>;
/** The tab has had everything up to `seq`. */
export const ReceivedThread = z.strictObject({ threadId: Id, seq: Place });

export type MarkUnread = z.infer<typeof MarkUnread>;
/**
 * The message at `seq` is to be the first unread one, says a tab that knows the position at `version`. A request that
 * comes twice, or late, knows an older one the second time, and sets nothing back.
 */
export const MarkUnread = asViewer({ threadId: Id, seq: Place, version: Place });

export const MarkAllRead = asViewer({});
