import { z } from "zod";
import { Id } from "./id";
import { asViewer } from "./viewer";

/**
 * How much a person wants to be called by a thread, the times in ISO 8601 in UTC. The higher `version` is the newer. It is
 * archived as long as nothing has been said since `archivedAt`, or it is muted.
 */
export type Attention = {
  version: number;
  mutedUntil: string | null;
  pinnedAt: string | null;
  archivedAt: string | null;
};

export type ThreadAttention = Attention & { threadId: string };

export type MuteFor = z.infer<typeof MuteFor>;
const MuteFor = z.enum(["hour", "8-hours", "week", "ever"]);

export type SetAttention = z.infer<typeof SetAttention>;
/** One thing at a time. A thread that is pinned is not archived, and the other way round. */
export const SetAttention = asViewer({
  threadId: Id,
  change: z.union([
    z.strictObject({ mute: MuteFor.nullable() }),
    z.strictObject({ isPinned: z.boolean() }),
    z.strictObject({ isArchived: z.boolean() }),
  ]),
});
