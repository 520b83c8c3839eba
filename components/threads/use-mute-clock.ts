import { useEffect, useState } from "react";
import type { ThreadSummary } from "@/lib/wire/threads";

/** The browser's timers take no longer time; nothing is open for as long. */
const LONGEST_MS = 2_147_483_647;

/** The time by which it is decided what is muted, in milliseconds since 1970; it moves on when the next mute ends. */
export function useMuteClock(lines: ThreadSummary[]): number {
  const [now, setNow] = useState(() => Date.now());
  const ends = lines.map(({ attention }) => Date.parse(attention.mutedUntil ?? ""));
  const next = Math.min(...ends.filter((end) => end > now));

  useEffect(() => {
    const wait = next - Date.now();
    if (wait > LONGEST_MS) return;
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, wait) + 1);
    return () => clearTimeout(timer);
  }, [next]);

  return now;
}
