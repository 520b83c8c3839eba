import type { RefusalCode } from "@/lib/wire/outcome";

/** A message on its way to the server. Once the timeline holds the message, it is no longer here. */
export type OutboxDraft = {
  id: string;
  threadId: string;
  body: string;
  /** ISO 8601 in UTC, by this device's clock, each later than the one before: the order of writing. */
  createdAt: string;
  state: "waiting" | "sending" | "failed";
  /** Why it failed. */
  code: RefusalCode | null;
};
