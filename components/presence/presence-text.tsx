"use client";

import { useEffect, useState } from "react";
import { useTimeZone } from "@/components/time-zone";
import type { Presence } from "@/lib/wire/presence";
import { presenceInWords } from "./presence-in-words";

const EVERY_MS = 20_000;

/** Whether somebody is there, in words that stay right as time passes. */
export function PresenceText({ presence, className = "" }: { presence: Presence | undefined; className?: string }) {
  const here = useTimeZone();
  const isGone = presence?.state === "offline";
  const [now, setNow] = useState(() => Date.now());

  // biome-ignore lint/correctness/useExhaustiveDependencies: another presence is told as of its own now.
  useEffect(() => {
    if (!isGone) return;
    const tick = () => setNow(Date.now());
    tick();
    const clock = setInterval(tick, EVERY_MS);
    return () => clearInterval(clock);
  }, [isGone, presence]);

  const words = presenceInWords(presence, { now, ...here });
  return words && <p className={`truncate text-caption text-muted ${className}`}>{words}</p>;
}
