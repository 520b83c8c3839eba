import { TERMS_LIMIT, THINGS, type Thing } from "@/lib/wire/operators";

/** A word or a phrase that a message has to contain, or must not. */
export type Term = { text: string; isPhrase: boolean; isNot: boolean };

/** Somebody, or a conversation, as the person who searches calls them. */
export type Named = { name: string; isNot: boolean };

/** Days from the one up to the other, without that one; each an ISO date, or null for no end. */
export type Days = { from: string | null; until: string | null };

/** What somebody looks for. `isCut`: they asked for more words than are looked for at once. */
export type Query = {
  terms: Term[];
  from: Named[];
  in: Named[];
  has: { thing: Thing; isNot: boolean }[];
  mentions: { isNot: boolean }[];
  days: Days;
  isCut: boolean;
};

/** An operator, a phrase that may not be closed yet, or a word; one with two dashes is an option of some command. */
const PIECES = /(-(?!-))?(?:(from|in|before|after|on|has|mentions):)?(?:"([^"]*)(?:"|$)|([^\s"]*))/giu;
const QUOTES = /[“”„‟«»＂]/gu;

/**
 * Reads a search as it is typed: whatever it is, it means something, and what is no operator is a word. An operator with
 * nothing behind it is one that is still being typed. `today` is the viewer's, an ISO date.
 */
export function parseQuery(typed: string, today: string): Query {
  const query: Query = {
    ...{ terms: [], from: [], in: [], has: [], mentions: [] },
    ...{ days: { from: null, until: null }, isCut: false },
  };
  let count = 0;
  for (const [whole, minus, operator, phrase, word = ""] of typed.replace(QUOTES, '"').matchAll(PIECES)) {
    const value = phrase?.trim() ?? word;
    if (value === "") continue;
    if (count === TERMS_LIMIT) return { ...query, isCut: true };
    count += 1;
    const isNot = minus !== undefined;
    if (operator && narrows(query, { operator: operator.toLowerCase(), value, isNot }, today)) continue;
    const text = operator ? whole.slice(isNot ? 1 : 0) : value;
    query.terms.push({ text, isPhrase: phrase !== undefined && !operator, isNot });
  }
  return query;
}

/** Whether the operator has such a value: then the query is narrowed down by it. */
function narrows(query: Query, asked: { operator: string; value: string; isNot: boolean }, today: string): boolean {
  const { operator, value, isNot } = asked;
  const named = value.toLowerCase();
  if (operator === "from" || operator === "in") query[operator].push({ name: value.replace(/^@/, ""), isNot });
  else if (operator === "mentions" && (named === "me" || named === "@me")) query.mentions.push({ isNot });
  else if (operator === "has") {
    const thing = THINGS.find((one) => one === named || `${one}s` === named);
    if (!thing) return false;
    query.has.push({ thing, isNot });
  } else {
    const days = isNot ? null : daysOf(named, today);
    if (!days) return false;
    if (operator === "before") narrow(query.days, { from: null, until: days.from });
    else if (operator === "after") narrow(query.days, { from: days.until, until: null });
    else if (operator === "on") narrow(query.days, days);
    else return false;
  }
  return true;
}

function narrow(days: Days, { from, until }: Days): void {
  if (from && (!days.from || from > days.from)) days.from = from;
  if (until && (!days.until || until < days.until)) days.until = until;
}

/** A day, a month or a year: `2026-11-03`, `2026-11`, `2026`, `today`, `yesterday`. */
function daysOf(value: string, today: string): { from: string; until: string } | null {
  if (value === "today") return { from: today, until: shifted(today, { days: 1 }) };
  if (value === "yesterday") return { from: shifted(today, { days: -1 }), until: today };
  const [, year, month, day] = /^([12]\d{3})(?:-(\d\d?)(?:-(\d\d?))?)?$/.exec(value) ?? [];
  if (!year) return null;
  const from = `${year}-${(month ?? "1").padStart(2, "0")}-${(day ?? "1").padStart(2, "0")}`;
  if (!isDay(from)) return null;
  return { from, until: shifted(from, day ? { days: 1 } : month ? { months: 1 } : { months: 12 }) };
}

const isDay = (day: string) => {
  const moment = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day);
};

function shifted(day: string, { days = 0, months = 0 }: { days?: number; months?: number }): string {
  const moment = new Date(`${day}T00:00:00Z`);
  moment.setUTCMonth(moment.getUTCMonth() + months, moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}
