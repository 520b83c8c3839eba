import { noteDowntime } from "@/lib/downtime";
import { log, logFault } from "@/lib/log";
import { isUnreadable, noteFailure } from "@/lib/reading";
import { hasAnnouncer } from "@/lib/realtime";

/** Next alone would serve pages that nothing is ever pushed to: Parley runs under its own server only. */
export function register(): void {
  if (process.env.NEXT_RUNTIME !== "nodejs" || hasAnnouncer()) return;
  throw new Error("Start Parley with `npm start` or `npm run dev`: under Next alone no message would ever arrive.");
}

/**
 * A page that failed for want of the database is answered with 503 (`server/downtime.ts`), and what could not be read with
 * 400 (`server/unreadable.ts`), which is no fault of ours.
 */
export function onRequestError(error: unknown, { method }: { method: string }): void {
  noteDowntime(error);
  noteFailure();
  if (method === "POST" && isUnreadable()) log.warn("unreadable");
  else logFault("page", error);
}
