import { z } from "zod";
import { Id } from "./id";
import { THREADS_PER_SYNC } from "./limits";
import { type Message, Place } from "./messages";
import type { Thread, ThreadPage } from "./threads";

const KnownThread = z.strictObject({ id: Id, rev: Place });

const areDifferent = (threads: { id: string }[]) => new Set(threads.map(({ id }) => id)).size === threads.length;

export type Sync = z.infer<typeof Sync>;
/** What the tab shows: the threads of which it holds messages, with the `rev` up to which it knows each. */
export const Sync = z.strictObject({
  viewerId: Id,
  threads: z.array(KnownThread).max(THREADS_PER_SYNC).refine(areDifferent),
});

/** Everything that changed after the `rev` the tab named. Once applied, it knows the thread up to `upTo`. */
export type ThreadChanges =
  | { kind: "changes"; upTo: number; thread: Thread; messages: Message[] }
  | { kind: "tooLong"; upTo: number; thread: Thread }
  | { kind: "gone" };

/** The top of the viewer's list, and for each thread that the tab named and that has changed since, what it missed. */
export type Synced = { list: ThreadPage; threads: Record<string, ThreadChanges> };

export type JoinThread = z.infer<typeof JoinThread>;
export const JoinThread = z.strictObject({ threadId: Id, rev: Place });

export type DisplayedThread = z.infer<typeof DisplayedThread>;
/** The person has had everything up to `seq` before their eyes. */
export const DisplayedThread = z.strictObject({ threadId: Id, seq: Place });
