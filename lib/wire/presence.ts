import { z } from "zod";
import { Id } from "./id";
import { PEOPLE_PER_WATCH } from "./limits";

/** What a tab says of the person before it. */
export type Activity = z.infer<typeof Activity>;
export const Activity = z.enum(["online", "away"]);

export type SayPresence = z.infer<typeof SayPresence>;
/** Said at each change, and again and again: somebody of whom nothing is heard for a minute is gone. */
export const SayPresence = z.strictObject({ state: Activity });

export type WatchPresence = z.infer<typeof WatchPresence>;
/** The people on screen, in place of those named before. */
export const WatchPresence = z.strictObject({ personIds: z.array(Id).max(PEOPLE_PER_WATCH) });

/** Whether somebody is there. `hidden`: they do not tell. `lastSeenAt`, ISO 8601 in UTC, is of somebody who is gone. */
export type Presence = { personId: string; state: Activity | "offline" | "hidden"; lastSeenAt: string | null };
