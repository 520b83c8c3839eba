import type { Quote } from "@/lib/wire/excerpts";
import type { MessageFile } from "@/lib/wire/files";
import type { RefusalCode } from "@/lib/wire/outcome";

/** A message on its way to the server. Once the timeline holds the message, it is no longer here. */
/** For how long the oldest of those that are on their way has been, in whole seconds; what has failed waits for its person. */
export function secondsWaited(drafts: OutboxDraft[], now = Date.now()): number {
  const begun = drafts.filter(({ state }) => state !== "failed").map(({ createdAt }) => Date.parse(createdAt) || now);
  return Math.max(0, Math.floor((now - Math.min(now, ...begun)) / 1_000));
}

export type OutboxDraft = {
  id: string;
  threadId: string;
  body: string;
  /** The message that it replies to, as it was when the reply was written. */
  quote: Quote | null;
  /** As far as they were known when it was written. A draft from before there were files has none. */
  files?: MessageFile[];
  /** ISO 8601 in UTC, by this device's clock, each later than the one before: the order of writing. */
  createdAt: string;
  state: "waiting" | "sending" | "failed";
  /** Why it failed. */
  code: RefusalCode | null;
};
