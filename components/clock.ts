/**
 * Times in words, in a zone that is always named: the server and the browser must write the same. Days are ISO dates
 * (`2026-11-03`), which compare as text.
 */

/** Tells the server the browser's zone, so that the first paint of the next page is right. */
export const ZONE_COOKIE = "parley.zone";

const DAY_MS = 86_400_000;

/** The zone of that name as `Intl` writes it, or the zone of this machine when there is none of that name. */
export function zoneNamed(name: string | undefined): string {
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return new Intl.DateTimeFormat("en-GB").resolvedOptions().timeZone;
  }
}

/** "14:03" */
export function timeOf(instant: string | number, zone: string): string {
  return formatter(zone, "time").format(new Date(instant));
}

/** The ISO date of a moment. */
export function dayOf(instant: string | number, zone: string): string {
  const parts = formatter(zone, "day").formatToParts(new Date(instant));
  const part = (type: "year" | "month" | "day") => parts.find((candidate) => candidate.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}

/** "Today", "Yesterday", "Tue 3 Nov", and in another year "Tue 3 Nov 2025". */
export function dayInWords(day: string, today: string): string {
  const age = daysBetween(day, today);
  if (age === 0) return "Today";
  if (age === 1) return "Yesterday";
  return `${weekday(day)} ${shortDate(day, today)}`;
}

/** For a list: "14:03" today, "Tue" within a week, then "3 Nov", and in another year "3 Nov 2025". */
export function momentInWords(instant: string, zone: string, today: string): string {
  const day = dayOf(instant, zone);
  const age = daysBetween(day, today);
  if (age === 0) return timeOf(instant, zone);
  return age > 0 && age < 7 ? weekday(day) : shortDate(day, today);
}

/** "3 Nov", and in another year "3 Nov 2025". */
export function dateInWords(instant: string, zone: string, today: string): string {
  return shortDate(dayOf(instant, zone), today);
}

/** "14:03", and on another day "Tue 3 Nov, 14:03" */
export function timeInWords(instant: string, zone: string, today: string): string {
  const day = dayOf(instant, zone);
  const time = timeOf(instant, zone);
  return day === today ? time : `${dayInWords(day, today)}, ${time}`;
}

/** The moment at which the next day begins: found by halving, since a day with a change of clocks has 23 or 25 hours. */
export function nextMidnight(now: number, zone: string): number {
  const today = dayOf(now, zone);
  let before = now;
  let after = now + 2 * DAY_MS;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayOf(middle, zone) > today) after = middle;
    else before = middle;
  }
  return after;
}

function shortDate(day: string, today: string): string {
  const [year = "", month = "", date = ""] = day.split("-");
  const words = `${Number(date)} ${MONTHS[Number(month) - 1]}`;
  return today.startsWith(year) ? words : `${words} ${year}`;
}

function weekday(day: string): string {
  return WEEKDAYS[new Date(day).getUTCDay()] ?? "";
}

function daysBetween(day: string, later: string): number {
  return Math.round((Date.parse(later) - Date.parse(day)) / DAY_MS);
}

// Not from `Intl`: its September is "Sep" or "Sept", depending on the engine.
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const SHAPES = {
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  day: { year: "numeric", month: "2-digit", day: "2-digit" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Making a formatter costs fifty times as much as using one. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string, shape: keyof typeof SHAPES): Intl.DateTimeFormat {
  const key = `${shape} ${zone}`;
  const known = formatters.get(key);
  if (known) return known;

  const made = new Intl.DateTimeFormat("en-GB", { ...SHAPES[shape], timeZone: zone });
  formatters.set(key, made);
  return made;
}
