import { z } from "zod";
import { Id } from "./id";
import { DRAFT_SECONDS_LIMIT, GAPS_LIMIT, THREADS_PER_SYNC } from "./limits";
import { type Message, Place } from "./messages";
import type { KnownPerson } from "./people";
import type { Theme } from "./profile";
import type { Receipt } from "./read-positions";
import type { Thread, ThreadPage } from "./threads";

const KnownThread = z.strictObject({ id: Id, rev: Place });

const areDifferent = (threads: { id: string }[]) => new Set(threads.map(({ id }) => id)).size === threads.length;

export type Sync = z.infer<typeof Sync>;
/**
 * What the tab shows: the threads of which it holds messages, with the `rev` up to which it knows each, and the one that
 * is before the person's eyes. Of itself it tells how often something was missing since it last asked, and how long the
 * oldest draft waits that it could not send: numbers for whoever watches Parley, on which nothing else depends.
 */
export const Sync = z.strictObject({
  viewerId: Id,
  threads: z.array(KnownThread).max(THREADS_PER_SYNC).refine(areDifferent),
  openThreadId: Id.optional(),
  gaps: z.number().int().min(0).max(GAPS_LIMIT).optional(),
  oldestDraftSeconds: z.number().int().min(0).max(DRAFT_SECONDS_LIMIT).optional(),
});

/**
 * Everything that changed after the `rev` the tab named. Once applied, it knows the thread up to `upTo`. How far the
 * others are has no number of its own: it comes whole. What the tab holds from before `readableFrom` is of an earlier
 * stay of the viewer's in the thread.
 */
export type ThreadChanges =
  | {
      kind: "changes";
      upTo: number;
      readableFrom: number;
      thread: Thread;
      messages: Message[];
      receipts: Receipt[];
    }
  | { kind: "tooLong"; upTo: number; thread: Thread; receipts: Receipt[] }
  | { kind: "gone" };

/**
 * The top of the viewer's list, for each thread that the tab named and that has changed since what it missed, how far the
 * others are in the thread that is open, how the viewer and those who are or were in it are called, and the theme that the
 * viewer has chosen: no change of a thread tells of a change of a person.
 */
export type Synced = {
  list: ThreadPage;
  threads: Record<string, ThreadChanges>;
  receipts: Receipt[];
  people: KnownPerson[];
  theme: Theme;
};

export type JoinThread = z.infer<typeof JoinThread>;
export const JoinThread = z.strictObject({ threadId: Id, rev: Place });
