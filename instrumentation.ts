import { hasAnnouncer } from "@/lib/realtime";

/** Next alone would serve pages that nothing is ever pushed to: Parley runs under its own server only. */
export function register(): void {
  if (process.env.NEXT_RUNTIME !== "nodejs" || hasAnnouncer()) return;
  throw new Error("Start Parley with `npm start` or `npm run dev`: under Next alone no message would ever arrive.");
}
