const DAY_MS = 86_400_000;

/** The moment at which a day (an ISO date) begins in a time zone. */
export function beginningOf(day: string, zone: string): Date {
  const wall = Date.parse(`${day}T00:00:00Z`);
  // The zone's distance from UTC may be another one at the moment that was guessed first.
  const guess = wall - aheadOfUtc(wall, zone);
  return new Date(wall - aheadOfUtc(guess, zone));
}

/** By how many milliseconds the clocks of a zone are ahead of UTC at a moment. */
function aheadOfUtc(moment: number, zone: string): number {
  const shape = { hourCycle: "h23", hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;
  const day = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...day, ...shape }).formatToParts(moment);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const wall = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return Math.max(-DAY_MS, Math.min(DAY_MS, wall - Math.floor(moment / 1000) * 1000));
}
