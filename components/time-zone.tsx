"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { dayOf, nextMidnight, ZONE_COOKIE, zoneNamed } from "@/components/clock";

const A_YEAR = 60 * 60 * 24 * 365;

type Here = { zone: string; today: string };

const HereContext = createContext<Here | null>(null);

/** Begins with what the server believed, which is what its HTML says, and corrects it once the page is alive. */
export function TimeZoneProvider(given: { zone: string; now: number; children: ReactNode }) {
  const [zone, setZone] = useState(given.zone);
  const [now, setNow] = useState(given.now);

  useEffect(() => {
    const own = zoneNamed(undefined);
    if (own === zone) return;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing where there is no TLS.
    document.cookie = `${ZONE_COOKIE}=${encodeURIComponent(own)}; path=/; max-age=${A_YEAR}; samesite=lax`;
    setZone(own);
  }, [zone]);

  useEffect(() => {
    const update = () => setNow(Date.now());
    const timer = setTimeout(update, nextMidnight(now, zone) - Date.now());
    // A timer does not run while the machine sleeps.
    document.addEventListener("visibilitychange", update);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", update);
    };
  }, [zone, now]);

  return <HereContext value={{ zone, today: dayOf(now, zone) }}>{given.children}</HereContext>;
}

/** The viewer's time zone, and the date of today in it. */
export function useTimeZone(): Here {
  const here = useContext(HereContext);
  if (!here) throw new Error("There is no time zone outside the root layout.");
  return here;
}
