import { type Transaction, transaction } from "@/db/client";
import { isCancelled } from "@/db/failure";
import {
  byThreads,
  byWords,
  countReadable,
  estimateHits,
  findExtent,
  type Hit,
  lookAt,
  prepareSearch,
  type Wanted,
} from "@/db/search";
import { metrics } from "@/lib/metrics";

/** So many hits, in the order that was asked for; `lookedUntil` is set when not all was looked at: only what is newer. */
export type Found = { hits: Hit[]; lookedUntil: Date | null };

/** `isIndexed`: messages have to contain something, so that the index of words can find them. */
export type Search = Wanted & { isIndexed: boolean };

/** Entries that are looked at in all, at once, and to begin with. */
const LOOK_LIMIT = 40_000;
const AT_ONCE = 10_000;
const AT_FIRST = 2_000;
/** Entries with the words that are read when they are not too many. */
const WORDS_LIMIT = 60_000;
/** An entry somewhere costs about as much as so many entries that stand together. */
const SCATTERED = 2;

/** What has to be known before anything can be looked at may have to come from a cold disk. */
const OVERVIEW_MS = 4_000;
const STATEMENT_MS = 1_500;
const WALK_MS = 2_000;
const FIRST_WIDTH_MS = 60_000;

/**
 * Looks for the newest hits, or for all of them if they are fewer. A word that few messages have is looked for by the index
 * of words: from the newest on, one would read everything. A word that many have is looked for from the newest on: by
 * the index, one would read all of them. Which one it is the planner's statistics tell; where they are wrong, what is
 * read is bounded, and the other way is tried.
 */
export async function look(search: Search, count: number): Promise<Found> {
  const stop = metrics().searchSeconds.startTimer();
  const { found, way } = await lookEitherWay(search, count);
  stop({ class: way });
  return found;
}

/** By the words, from the newest on, or both when the first was in vain. */
async function lookEitherWay(
  search: Search,
  count: number,
): Promise<{ found: Found; way: "words" | "newest" | "both" }> {
  const { messages, estimate } = await transaction(async (tx) => {
    await prepareSearch(tx, { milliseconds: OVERVIEW_MS });
    const messages = await countReadable(tx, search);
    return { messages, estimate: search.isIndexed ? await estimateHits(tx, search.condition) : null };
  });
  const isByWords = estimate !== null && costOfWords(estimate) < costOfWalk(estimate, messages, count);
  const found = isByWords ? await lookByWords(search, count) : null;
  if (found) return { found, way: "words" };

  const walked = await walk(search, messages, count);
  const isWorthIt = walked.lookedUntil && estimate && !isByWords && estimate.hits < WORDS_LIMIT;
  const again = isWorthIt ? await lookByWords(search, count) : null;
  return { found: again ?? walked, way: isByWords || isWorthIt ? "both" : "newest" };
}

type Estimate = { entries: number; hits: number };

const costOfWords = ({ hits }: Estimate) => hits * SCATTERED;

function costOfWalk({ entries, hits }: Estimate, messages: number, count: number): number {
  if (messages <= AT_FIRST) return 0;
  return Math.min(messages, (count * Math.max(entries, messages)) / Math.max(hits, 1));
}

/** Null when there were too many to look at them all, or it took too long. */
async function lookByWords(search: Search, count: number): Promise<Found | null> {
  try {
    return await transaction(async (tx) => {
      await prepareSearch(tx, { milliseconds: STATEMENT_MS, isByWords: true });
      const { looked, hits } = await lookAt(tx, byWords(search, { look: WORDS_LIMIT, hits: count }));
      return looked > WORDS_LIMIT ? null : { hits, lookedUntil: null };
    });
  } catch (error) {
    if (isCancelled(error)) return null;
    throw error;
  }
}

/** Backwards through time, in steps that grow as long as there is little in them, as far as it goes in time. */
async function walk(search: Search, messages: number, count: number): Promise<Found> {
  const began = performance.now();
  const hits: Hit[] = [];
  let floor = 0;
  let until = 0;

  async function steps(tx: Transaction): Promise<void> {
    await prepareSearch(tx, { milliseconds: OVERVIEW_MS });
    const extent = await findExtent(tx, search);
    if (!extent) return;
    await prepareSearch(tx, { milliseconds: STATEMENT_MS });

    floor = Math.max(extent.oldest.getTime(), search.from?.getTime() ?? 0);
    const ends = [extent.newest, search.after?.createdAt].flatMap((end) => (end ? [end.getTime() + 1] : []));
    until = Math.min(...ends, search.until?.getTime() ?? Number.POSITIVE_INFINITY);
    let width = messages <= AT_FIRST ? until - floor : FIRST_WIDTH_MS;
    let looked = 0;
    while (until > floor && hits.length < count && looked < LOOK_LIMIT && performance.now() - began < WALK_MS) {
      const from = Math.max(floor, until - Math.ceil(width));
      const step = { ...search, from: new Date(from), until: new Date(until) };
      const part = await lookAt(tx, byThreads(step, { look: AT_ONCE, hits: count - hits.length }));
      looked += part.looked;
      const isTooWide = part.looked > AT_ONCE && until - from > 1;
      width = isTooWide ? (until - from) / 16 : width * Math.min(16, AT_FIRST / Math.max(part.looked, 1));
      if (isTooWide) continue;
      hits.push(...part.hits);
      until = from;
    }
  }

  await transaction(steps).catch((error: unknown) => {
    // A step that took too long is one of those that were not looked at, unless nothing is known yet.
    if (!isCancelled(error) || until === 0) throw error;
  });
  return { hits, lookedUntil: until > floor && hits.length < count ? new Date(until) : null };
}
