import { momentInWords } from "@/components/clock";
import type { Presence } from "@/lib/wire/presence";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

type Here = { now: number; zone: string; today: string };

/** "Online", "Away", "Last seen 12 min ago"; null of somebody who does not tell. */
export function presenceInWords(presence: Presence | undefined, here: Here): string | null {
  if (!presence || presence.state === "hidden") return null;
  if (presence.state === "online") return "Online";
  if (presence.state === "away") return "Away";
  return presence.lastSeenAt ? `Last seen ${agoInWords(presence.lastSeenAt, here)}` : "Offline";
}

/** Of two clocks one may be ahead of the other: what has not been yet is now. */
function agoInWords(moment: string, { now, zone, today }: Here): string {
  const age = now - Date.parse(moment);
  if (age < MINUTE_MS) return "just now";
  if (age < HOUR_MS) return `${Math.floor(age / MINUTE_MS)} min ago`;
  if (age < DAY_MS) return `${Math.floor(age / HOUR_MS)} h ago`;
  return `on ${momentInWords(moment, zone, today)}`;
}
