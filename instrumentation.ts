import { noteDowntime } from "@/lib/downtime";
import { logFault } from "@/lib/log";
import { hasAnnouncer } from "@/lib/realtime";

/** Next alone would serve pages that nothing is ever pushed to: Parley runs under its own server only. */
export function register(): void {
  if (process.env.NEXT_RUNTIME !== "nodejs" || hasAnnouncer()) return;
  throw new Error("Start Parley with `npm start` or `npm run dev`: under Next alone no message would ever arrive.");
}

/** A page that failed for want of the database is answered with 503 (`server/downtime.ts`). */
export function onRequestError(error: unknown): void {
  logFault("page", error);
  noteDowntime(error);
}
